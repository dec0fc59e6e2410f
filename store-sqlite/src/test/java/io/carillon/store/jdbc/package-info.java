/** Tests of the common parts on the embedded store. */
@NullMarked
package io.carillon.store.jdbc;

import org.jspecify.annotations.NullMarked;
