/** Prunes old executions. */
@NullMarked
package io.carillon.server.retention;

import org.jspecify.annotations.NullMarked;
