package io.carillon.store.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import org.jspecify.annotations.Nullable;

/**
 * A statement that is kept for the life of its connection and run for one row after the other. Not
 * thread-safe.
 */
public final class Prepared implements Batch {
  private static final int[] NONE = {};

  private final PreparedStatement statement;
  private int index;
  private int rows;

  public Prepared(Connection connection, String sql) throws SQLException {
    statement = connection.prepareStatement(sql);
  }

  @Override
  public Prepared set(long value) throws SQLException {
    statement.setLong(++index, value);
    return this;
  }

  @Override
  public Prepared set(boolean value) throws SQLException {
    statement.setLong(++index, value ? 1 : 0);
    return this;
  }

  @Override
  public Prepared set(@Nullable String value) throws SQLException {
    statement.setString(++index, value);
    return this;
  }

  @Override
  public Prepared setUnless(long absent, long value) throws SQLException {
    if (value == absent) {
      statement.setNull(++index, Types.BIGINT);
    } else {
      statement.setLong(++index, value);
    }
    return this;
  }

  @Override
  public Prepared setNullable(@Nullable Long value) throws SQLException {
    if (value == null) {
      statement.setNull(++index, Types.BIGINT);
    } else {
      statement.setLong(++index, value);
    }
    return this;
  }

  /** Sets an array, where the database has them. */
  Prepared set(Long[] values) throws SQLException {
    statement.setArray(++index, statement.getConnection().createArrayOf("int8", values));
    return this;
  }

  @Override
  public void add() throws SQLException {
    statement.addBatch();
    index = 0;
    rows++;
  }

  @Override
  public int[] runAll() throws SQLException {
    if (rows == 0) {
      return NONE;
    }
    rows = 0;
    return statement.executeBatch();
  }

  /** Runs once, as a batch of one, which costs the driver a quarter; how many rows changed. */
  int run() throws SQLException {
    add();
    return runAll()[0];
  }

  /** Runs a query; the caller closes the rows, which ends the read. */
  ResultSet query() throws SQLException {
    index = 0;
    return statement.executeQuery();
  }

  @Override
  public void close() throws SQLException {
    statement.close();
  }
}
