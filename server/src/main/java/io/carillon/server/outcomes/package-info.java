/** Counts how executions end, minute by minute. */
@NullMarked
package io.carillon.server.outcomes;

import org.jspecify.annotations.NullMarked;
