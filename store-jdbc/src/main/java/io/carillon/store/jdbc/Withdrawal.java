package io.carillon.store.jdbc;

import io.carillon.core.ExecutionState;
import java.sql.SQLException;

/** Ends executions as CANCELLED by a user's act, without their node. Writer thread only. */
final class Withdrawal {
  private Withdrawal() {}

  /** The caller removes the open row. */
  static void cancel(Session session, long executionKey, long jobKey, long nowMs, String reason)
      throws SQLException {
    if (session.on(session.dialect.cancel()).set(nowMs).set(reason).set(executionKey).run() > 0) {
      session.totals.add(jobKey, ExecutionState.CANCELLED, 1);
      session.endings.executionEnded(jobKey);
      Turns.release(session, jobKey, executionKey);
    }
  }
}
