package io.carillon.store.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** A connection's prepared statements by their text. Not thread-safe. */
final class Statements {
  private final Connection connection;
  private final Map<String, Prepared> single = new HashMap<>();
  private final Map<String, Prepared> batched = new HashMap<>();

  Statements(Connection connection) {
    this.connection = connection;
  }

  /** For {@link Prepared#run} and {@link Prepared#query}. */
  Prepared of(String sql) throws SQLException {
    return of(single, sql);
  }

  /**
   * For {@link Prepared#add} and {@link Prepared#runAll}: kept apart, as a batch's buffers grow.
   */
  Prepared batch(String sql) throws SQLException {
    return of(batched, sql);
  }

  private Prepared of(Map<String, Prepared> statements, String sql) throws SQLException {
    Prepared prepared = statements.get(sql);
    if (prepared == null) {
      prepared = new Prepared(connection, sql);
      statements.put(sql, prepared);
    }
    return prepared;
  }

  /** Forgets all: the driver closes a statement that failed, and half-filled batches must go. */
  void clear() {
    close(single);
    close(batched);
  }

  private static void close(Map<String, Prepared> statements) {
    for (Prepared prepared : statements.values()) {
      try {
        prepared.close();
      } catch (SQLException _) {
        // Closed already, or its connection is gone; a new one is prepared when needed.
      }
    }
    statements.clear();
  }
}
