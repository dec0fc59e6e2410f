/** The operations of the contract. */
@NullMarked
package io.carillon.server.api;

import org.jspecify.annotations.NullMarked;
