package io.carillon.store.sqlite;

import io.carillon.core.Cause;
import io.carillon.core.ExecutionState;
import io.carillon.core.JobSnapshot;
import io.carillon.core.port.Lease;
import io.carillon.core.port.OpenExecution;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves executions that wait in the store into a node's hands, oldest due first. One whose job was
 * paused or deleted meanwhile ends CANCELLED instead. Writer thread only.
 */
final class Claim {
  /** What waits under a holder until an instant; primary key range of open, then two keys a row. */
  private static final String WAITING =
      """
      SELECT o.due_at, o.execution_key, e.job_key, e.scheduled_at, e.cause, e.state, e.retry_count,
        coalesce(e.started_at, 0), j.version, j.is_active, j.deleted_at IS NOT NULL
      FROM open o JOIN execution e ON e.execution_key = o.execution_key
        JOIN job j ON j.job_key = e.job_key
      WHERE o.holder = ? AND o.due_at <= ? ORDER BY o.due_at, o.execution_key LIMIT ?
      """;

  /** Puts an execution into a node's hands; primary key. */
  private static final String TAKE =
      "UPDATE execution SET holder = ?, term = ? WHERE execution_key = ?";

  /** How long an execution is put off whose job cannot be understood. */
  private static final long POSTPONED_MS = 60_000;

  /** Puts off an execution; primary key. */
  private static final String POSTPONE =
      "UPDATE execution SET next_attempt_at = ? WHERE execution_key = ?";

  private static final Logger LOG = LoggerFactory.getLogger(Claim.class);

  private record Row(
      long dueAtMs,
      long executionKey,
      long jobKey,
      long scheduledAtMs,
      Cause cause,
      ExecutionState state,
      int retryCount,
      long startedAtMs,
      int jobVersion,
      boolean isActive,
      boolean isDeleted) {
    static Row of(ResultSet row) throws SQLException {
      return new Row(
          row.getLong(1),
          row.getLong(2),
          row.getLong(3),
          row.getLong(4),
          Cause.ofCode(row.getInt(5)),
          ExecutionState.ofCode(row.getInt(6)),
          row.getInt(7),
          row.getLong(8),
          row.getInt(9),
          row.getBoolean(10),
          row.getBoolean(11));
    }

    boolean isWithdrawn() {
      return isDeleted || (!isActive && cause == Cause.SCHEDULE);
    }
  }

  /** What was claimed, and how many rows were looked at: the limit, when there may be more. */
  record Claimed(List<OpenExecution> executions, int examined) {}

  private final Lease lease;
  private final long nowMs;

  Claim(Lease lease, long nowMs) {
    this.lease = lease;
    this.nowMs = nowMs;
  }

  Claimed take(Session session, long holder, long untilMs, int limit) throws SQLException {
    List<Row> rows = new ArrayList<>();
    Prepared query = session.on(WAITING).set(holder).set(untilMs).set(limit);
    try (ResultSet result = query.query()) {
      while (result.next()) {
        rows.add(Row.of(result));
      }
    }
    Prepared leave = session.batch(OpenRows.DELETE);
    Prepared enter = session.batch(OpenRows.INSERT);
    Prepared take = session.batch(TAKE);
    List<OpenExecution> claimed = new ArrayList<>(rows.size());
    for (Row row : rows) {
      leave.set(holder).set(row.dueAtMs).set(row.executionKey).add();
      if (row.state.isTerminal()) {
        continue;
      }
      if (row.isWithdrawn()) {
        Withdrawal.cancel(
            session,
            row.executionKey,
            row.jobKey,
            nowMs,
            row.isDeleted ? Withdrawal.JOB_DELETED : Withdrawal.JOB_PAUSED);
        continue;
      }
      JobSnapshot job;
      try {
        job = session.snapshots.get(session.statements, row.jobKey, row.jobVersion);
      } catch (RuntimeException e) {
        LOG.error("job {} cannot be read; its execution waits a minute", row.jobKey, e);
        long later = nowMs + POSTPONED_MS;
        session.on(POSTPONE).set(later).set(row.executionKey).run();
        enter.set(holder).set(later).set(row.executionKey).add();
        continue;
      }
      enter.set(lease.nodeKey()).set(row.dueAtMs).set(row.executionKey).add();
      take.set(lease.nodeKey()).set(lease.term()).set(row.executionKey).add();
      claimed.add(
          new OpenExecution(
              row.executionKey,
              job,
              row.scheduledAtMs,
              row.dueAtMs,
              row.cause,
              row.state,
              row.retryCount,
              row.startedAtMs));
    }
    leave.runAll();
    enter.runAll();
    take.runAll();
    return new Claimed(claimed, rows.size());
  }
}
