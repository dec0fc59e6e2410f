/**
 * What the engine and the API need from the outside: a store and something that makes calls. All
 * methods are asynchronous and never block; a stage that fails carries {@link
 * io.carillon.core.port.StoreUnavailable} when the store cannot be used now, and expected outcomes
 * are results, not exceptions. All implementations are thread-safe.
 */
@NullMarked
package io.carillon.core.port;

import org.jspecify.annotations.NullMarked;
