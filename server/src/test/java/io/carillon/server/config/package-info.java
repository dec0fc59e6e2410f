@NullMarked
package io.carillon.server.config;

import org.jspecify.annotations.NullMarked;
