package io.carillon.store.jdbc;

import io.carillon.core.Alert;
import io.carillon.core.ExecutionState;
import io.carillon.core.port.Lease;
import io.carillon.core.port.Settled;
import io.carillon.core.port.Settlement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** What follows a settlement: totals, turns, ending jobs and alerts. Writer thread only. */
final class Settlements {
  private static final Settled APPLIED = new Settled(true, null);
  private static final Settled NOT_APPLIED = new Settled(false, null);

  /** Whether an execution stands where a settlement would have put it; primary key. */
  private static final String STANDS =
      """
      SELECT 1 FROM execution
      WHERE execution_key = ? AND state = ? AND retry_count = ? AND term = ? AND holder = ?
        AND job_version = ? AND (? IS NULL OR next_attempt_at = ?)
        AND (? IS NULL OR completed_at = ?) AND (? IS NULL OR http_status = ?)
        AND (state = 1 OR error IS NOT DISTINCT FROM ?)
      """;

  private final Session session;
  private final Lease lease;
  private final FailureAlerts alerts;

  Settlements(Session session, Lease lease, long nowMs) {
    this.session = session;
    this.lease = lease;
    this.alerts = new FailureAlerts(session, nowMs);
  }

  /** After a move that changed its row. */
  Settled applied(Settlement settlement) throws SQLException {
    if (!settlement.to().isTerminal()) {
      return APPLIED;
    }
    long jobKey = settlement.jobKey();
    session.totals.add(jobKey, settlement.to(), 1);
    session.counters.addEnded(settlement.to());
    session.endings.executionEnded(jobKey);
    Turns.release(session, jobKey, settlement.executionKey());
    Alert alert =
        switch (settlement.to()) {
          case FAILED -> alerts.failed(settlement);
          case SUCCESS -> alerts.succeeded(settlement);
          case PENDING, RUNNING, RETRYING, SKIPPED, CANCELLED -> null;
        };
    return alert == null ? APPLIED : new Settled(true, alert);
  }

  /** After a move that found no row to change: the same one again, or one that came too late. */
  Settled repeated(Settlement settlement) throws SQLException {
    if (!stands(settlement)) {
      return NOT_APPLIED;
    }
    Alert alert = settlement.to().isTerminal() ? alerts.raisedBy(settlement) : null;
    return alert == null ? APPLIED : new Settled(true, alert);
  }

  private boolean stands(Settlement settlement) throws SQLException {
    ExecutionState to = settlement.to();
    boolean isReleased = to == ExecutionState.RETRYING && !settlement.keepHeld();
    long completedAtMs = to.isTerminal() ? settlement.endedAtMs() : 0;
    Prepared query =
        session
            .on(STANDS)
            .set(settlement.executionKey())
            .set(to.code())
            .set(settlement.retryCount())
            .set(lease.term())
            .set(isReleased ? OpenRows.NOBODY : lease.nodeKey())
            .set(settlement.jobVersion())
            .setUnless(0, settlement.nextAttemptAtMs())
            .set(settlement.nextAttemptAtMs())
            .setUnless(0, completedAtMs)
            .set(completedAtMs)
            .setUnless(0, settlement.httpStatus())
            .set(settlement.httpStatus())
            .set(settlement.error());
    try (ResultSet row = query.query()) {
      return row.next();
    }
  }
}
