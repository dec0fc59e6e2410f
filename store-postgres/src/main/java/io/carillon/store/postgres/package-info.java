/** The store on PostgreSQL. Entry point: {@link PostgresStore}. */
@NullMarked
package io.carillon.store.postgres;

import org.jspecify.annotations.NullMarked;
