/** Tests of the store on PostgreSQL, against real servers. */
@NullMarked
package io.carillon.store.postgres;

import org.jspecify.annotations.NullMarked;
