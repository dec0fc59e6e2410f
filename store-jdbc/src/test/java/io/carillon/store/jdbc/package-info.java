/** Tests of what needs no database. */
@NullMarked
package io.carillon.store.jdbc;

import org.jspecify.annotations.NullMarked;
