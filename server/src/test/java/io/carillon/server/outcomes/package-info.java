@NullMarked
package io.carillon.server.outcomes;

import org.jspecify.annotations.NullMarked;
