package io.carillon.store.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/** The statements that databases word differently; all others are common. */
public interface Dialect {
  Batch bulk(Connection connection, Bulk statement) throws SQLException;

  /** Ends an unfinished execution as CANCELLED: completed_at, error, execution_key. */
  String cancel();
}
