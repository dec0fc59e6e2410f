package io.carillon.benchmarks.fill;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;

/**
 * Rows for one statement, sent {@value #ROWS_MAX} at a time. Values are set in the order of the
 * parameters; {@link #add} ends a row. Not thread-safe.
 */
final class Batch implements AutoCloseable {
  private static final int ROWS_MAX = 5_000;

  private final PreparedStatement statement;
  private int index;
  private int rows;

  Batch(Connection connection, String sql) throws SQLException {
    statement = connection.prepareStatement(sql);
  }

  Batch set(long value) throws SQLException {
    statement.setLong(++index, value);
    return this;
  }

  Batch set(String value) throws SQLException {
    statement.setString(++index, value);
    return this;
  }

  Batch setNull() throws SQLException {
    statement.setNull(++index, Types.NULL);
    return this;
  }

  void add() throws SQLException {
    statement.addBatch();
    index = 0;
    if (++rows == ROWS_MAX) {
      send();
    }
  }

  /** Sends what is left. */
  void send() throws SQLException {
    if (rows > 0) {
      statement.executeBatch();
      rows = 0;
    }
  }

  @Override
  public void close() throws SQLException {
    statement.close();
  }
}
