/**
 * Makes HTTP calls on Vert.x event loops, behind the egress guard. Everything about one call
 * happens on one loop's thread, so that calls, pools and deadlines need no locks.
 */
@NullMarked
package io.carillon.invoker.http;

import org.jspecify.annotations.NullMarked;
