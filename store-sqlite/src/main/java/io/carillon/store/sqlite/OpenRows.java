package io.carillon.store.sqlite;

import java.sql.SQLException;

/** The rows of unfinished executions. Writer thread only. */
final class OpenRows {
  /** Nobody's: the execution waits in the store for its time. */
  static final long NOBODY = 0;

  /** Adds one unfinished execution; primary key. A repeat changes nothing. */
  static final String INSERT =
      """
      INSERT INTO open (holder, due_at, execution_key) VALUES (?, ?, ?)
      ON CONFLICT (holder, due_at, execution_key) DO NOTHING
      """;

  /** Removes one; primary key. */
  static final String DELETE =
      "DELETE FROM open WHERE holder = ? AND due_at = ? AND execution_key = ?";

  /**
   * Removes one by what the execution's row says: it is under the row's holder, or under nobody
   * when a take-over moved it; two primary keys.
   */
  private static final String DELETE_BY_EXECUTION =
      """
      DELETE FROM open WHERE (holder, due_at, execution_key) IN (
        SELECT holder, coalesce(next_attempt_at, scheduled_at), execution_key
        FROM execution WHERE execution_key = ?1
        UNION ALL
        SELECT 0, coalesce(next_attempt_at, scheduled_at), execution_key
        FROM execution WHERE execution_key = ?1)
      """;

  private OpenRows() {}

  /** The holder of executions that wait for a slot at a destination. */
  static long spilledTo(int destinationKey) {
    return -(long) destinationKey;
  }

  static boolean delete(Session session, long holder, long dueAtMs, long executionKey)
      throws SQLException {
    return session.on(DELETE).set(holder).set(dueAtMs).set(executionKey).run() > 0;
  }

  static void insert(Session session, long holder, long dueAtMs, long executionKey)
      throws SQLException {
    session.on(INSERT).set(holder).set(dueAtMs).set(executionKey).run();
  }

  /** For callers that do not know holder and time. */
  static void deleteOf(Session session, long executionKey) throws SQLException {
    session.on(DELETE_BY_EXECUTION).set(executionKey).run();
  }
}
