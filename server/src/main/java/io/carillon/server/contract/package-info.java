/** The OpenAPI contract, and the checkers of parameters and bodies that are compiled from it. */
@NullMarked
package io.carillon.server.contract;

import org.jspecify.annotations.NullMarked;
