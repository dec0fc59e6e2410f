/**
 * What every store over JDBC has in common: the rows, one writer thread that groups writes into
 * transactions, a few readers. What one kind of database does its own way is behind {@link
 * Database}. Entry point: {@link JdbcStore}.
 */
@NullMarked
package io.carillon.store.jdbc;

import org.jspecify.annotations.NullMarked;
