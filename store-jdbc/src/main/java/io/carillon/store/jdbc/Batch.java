package io.carillon.store.jdbc;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A write of many rows, kept for the life of its connection. Parameters are set in order; {@link
 * #add} ends a row. Not thread-safe.
 */
public interface Batch extends AutoCloseable {
  Batch set(long value) throws SQLException;

  Batch set(boolean value) throws SQLException;

  Batch set(@Nullable String value) throws SQLException;

  /** Sets NULL when the value is the one that means absent. */
  Batch setUnless(long absent, long value) throws SQLException;

  Batch setNullable(@Nullable Long value) throws SQLException;

  void add() throws SQLException;

  /** Runs what was added, each row as if after the one before; how many rows each changed. */
  int[] runAll() throws SQLException;

  @Override
  void close() throws SQLException;
}
