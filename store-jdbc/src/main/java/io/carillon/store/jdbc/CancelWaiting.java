package io.carillon.store.jdbc;

import io.carillon.core.Clock;
import io.carillon.core.ExecutionState;
import io.carillon.core.port.Ledger.Cancelled;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Cancels an execution that no node holds. */
record CancelWaiting(long executionKey, String reason, Clock clock) implements Work<Cancelled> {
  /** The execution and where its open row would be; primary key. */
  private static final String FIND =
      """
      SELECT job_key, state, holder, coalesce(next_attempt_at, scheduled_at) FROM execution
      WHERE execution_key = ?
      """;

  @Override
  public Cancelled apply(Session session) throws SQLException {
    long jobKey;
    long holder;
    long dueAtMs;
    try (ResultSet row = session.on(FIND).set(executionKey).query()) {
      if (!row.next()) {
        return Cancelled.UNKNOWN;
      }
      ExecutionState state = ExecutionState.ofCode(row.getInt(2));
      if (state.isTerminal()) {
        return state == ExecutionState.CANCELLED ? Cancelled.CANCELLED : Cancelled.ENDED;
      }
      jobKey = row.getLong(1);
      holder = row.getLong(3);
      dueAtMs = row.getLong(4);
    }
    // A take-over makes open rows nobody's and leaves the execution's row as it was.
    boolean isWaiting =
        OpenRows.delete(session, OpenRows.NOBODY, dueAtMs, executionKey)
            || (holder < 0 && OpenRows.delete(session, holder, dueAtMs, executionKey));
    if (!isWaiting && session.holds(holder)) {
      return Cancelled.HELD;
    }
    if (!isWaiting) {
      Notices.cancelAsked(session, jobKey, executionKey, clock.wallMs());
      return Cancelled.ASKED;
    }
    Withdrawal.cancel(session, executionKey, jobKey, clock.wallMs(), reason);
    return Cancelled.DONE;
  }
}
