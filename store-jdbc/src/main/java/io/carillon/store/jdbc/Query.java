package io.carillon.store.jdbc;

import java.sql.SQLException;

/**
 * A short read that examines a bounded number of rows. Each statement sees one state of the store.
 */
@FunctionalInterface
interface Query<T> {
  T run(Statements statements) throws SQLException;
}
