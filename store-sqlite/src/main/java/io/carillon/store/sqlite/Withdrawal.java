package io.carillon.store.sqlite;

import io.carillon.core.ExecutionState;
import java.sql.SQLException;

/** Ends executions as CANCELLED by a user's act, without their node. Writer thread only. */
final class Withdrawal {
  /** Ends an unfinished execution; primary key; 0 rows when it has ended. */
  private static final String CANCEL =
      """
      UPDATE execution SET state = 6, completed_at = ?, error = ?, reserve = NULL
      WHERE execution_key = ? AND state < 3
      """;

  private Withdrawal() {}

  /** The caller removes the open row. */
  static void cancel(Session session, long executionKey, long jobKey, long nowMs, String reason)
      throws SQLException {
    if (session.on(CANCEL).set(nowMs).set(reason).set(executionKey).run() > 0) {
      session.totals.add(jobKey, ExecutionState.CANCELLED, 1);
      session.endings.executionEnded(jobKey);
      Turns.release(session, jobKey, executionKey);
    }
  }
}
