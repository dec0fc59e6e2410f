package io.carillon.store.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads columns that may be NULL. */
final class Column {
  private Column() {}

  static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
    long epochMs = row.getLong(column);
    return row.wasNull() ? null : Instant.ofEpochMilli(epochMs);
  }

  static @Nullable Long number(ResultSet row, int column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : value;
  }

  static @Nullable Integer integer(ResultSet row, int column) throws SQLException {
    int value = row.getInt(column);
    return row.wasNull() ? null : value;
  }
}
