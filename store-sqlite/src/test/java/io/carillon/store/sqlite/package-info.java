/** Tests of the embedded store. */
@NullMarked
package io.carillon.store.sqlite;

import org.jspecify.annotations.NullMarked;
