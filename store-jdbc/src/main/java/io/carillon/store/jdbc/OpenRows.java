package io.carillon.store.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;

/** The rows of unfinished executions. Writer thread only. */
final class OpenRows {
  /** Nobody's: the execution waits in the store for its time. */
  static final long NOBODY = 0;

  /** Where an execution's open row is; primary key. */
  private static final String PLACE =
      """
      SELECT holder, coalesce(next_attempt_at, scheduled_at) FROM execution
      WHERE execution_key = ?
      """;

  private OpenRows() {}

  /** The holder of executions that wait for a slot at a destination. */
  static long spilledTo(int destinationKey) {
    return -(long) destinationKey;
  }

  static boolean delete(Session session, long holder, long dueAtMs, long executionKey)
      throws SQLException {
    Batch delete = session.statements.one(Bulk.REMOVE_OPEN);
    delete.set(holder).set(dueAtMs).set(executionKey).add();
    return delete.runAll()[0] > 0;
  }

  static void insert(Session session, long holder, long dueAtMs, long executionKey)
      throws SQLException {
    Batch insert = session.statements.one(Bulk.ADD_OPEN);
    insert.set(holder).set(dueAtMs).set(executionKey).add();
    insert.runAll();
  }

  /**
   * For callers that do not know holder and time: the row is under the execution's holder, or under
   * nobody when a take-over moved it.
   */
  static void deleteOf(Session session, long executionKey) throws SQLException {
    long holder;
    long dueAtMs;
    try (ResultSet row = session.on(PLACE).set(executionKey).query()) {
      if (!row.next()) {
        return;
      }
      holder = row.getLong(1);
      dueAtMs = row.getLong(2);
    }
    if (!delete(session, holder, dueAtMs, executionKey)) {
      delete(session, NOBODY, dueAtMs, executionKey);
    }
  }
}
