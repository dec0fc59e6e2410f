@NullMarked
package io.carillon.server.metrics;

import org.jspecify.annotations.NullMarked;
