/** The server: {@link io.carillon.server.Carillon} wires all parts by hand. */
@NullMarked
package io.carillon.server;

import org.jspecify.annotations.NullMarked;
