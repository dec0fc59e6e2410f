package io.carillon.store.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** A connection's prepared statements by their text. Not thread-safe. */
final class Statements {
  private final Dialect dialect;
  private final Connection connection;
  private final Map<String, Prepared> single = new HashMap<>();
  private final Map<String, Prepared> batched = new HashMap<>();
  private final Map<Bulk, Batch> bulk = new EnumMap<>(Bulk.class);
  private final Map<Bulk, Batch> ones = new EnumMap<>(Bulk.class);

  Statements(Dialect dialect, Connection connection) {
    this.dialect = dialect;
    this.connection = connection;
  }

  Dialect dialect() {
    return dialect;
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

  /** For many rows. */
  Batch bulk(Bulk statement) throws SQLException {
    return of(bulk, statement);
  }

  /** The same write for one row at a time, also while rows are gathered for many. */
  Batch one(Bulk statement) throws SQLException {
    return of(ones, statement);
  }

  private Batch of(Map<Bulk, Batch> batches, Bulk statement) throws SQLException {
    Batch batch = batches.get(statement);
    if (batch == null) {
      batch = dialect.bulk(connection, statement);
      batches.put(statement, batch);
    }
    return batch;
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
    close(bulk);
    close(ones);
  }

  private static void close(Map<?, ? extends Batch> statements) {
    for (Batch prepared : statements.values()) {
      try {
        prepared.close();
      } catch (SQLException _) {
        // Closed already, or its connection is gone; a new one is prepared when needed.
      }
    }
    statements.clear();
  }
}
