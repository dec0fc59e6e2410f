/** Requests that the contract suggests, whole and broken, and what no answer to them may be. */
@NullMarked
package io.carillon.server.fuzz;

import org.jspecify.annotations.NullMarked;
