package io.carillon.store.jdbc;

import io.carillon.core.AuditAction;
import io.carillon.core.Caller;
import io.carillon.core.Cause;
import io.carillon.core.Clock;
import io.carillon.core.ExecutionId;
import io.carillon.core.JobId;
import io.carillon.core.JobSnapshot;
import io.carillon.core.port.Lease;
import io.carillon.core.port.OpenExecution;
import io.carillon.core.port.StoreUnavailable;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Adds an execution that somebody asked for, of an active or a paused job. */
record RequestExecution(
    Lease lease, JobId job, Cause cause, @Nullable ExecutionId replayOf, Clock clock, Caller caller)
    implements Work<Optional<OpenExecution>> {
  /** Adds an execution; n is its sequence, so it never meets an occurrence of the schedule. */
  private static final String INSERT =
      """
      INSERT INTO execution (execution_key, job_key, scheduled_at, n, job_version, cause, state,
        holder, term, replay_of)
      VALUES (?, ?, ?, ?, ?, ?, 0, ?, ?, ?)
      """;

  @Override
  public Optional<OpenExecution> apply(Session session) throws SQLException {
    if (!session.term.isOf(lease)) {
      throw new StoreUnavailable("the node's term " + lease.term() + " has ended");
    }
    JobRow row = JobRow.find(session, caller, job);
    if (row == null) {
      return Optional.empty();
    }
    JobSnapshot snapshot = session.snapshots.get(session.statements, row.jobKey(), row.version());
    long nowMs = clock.wallMs();
    long sequence = session.keys.next(KeySpace.EXECUTION);
    long key = ExecutionId.keyOf(nowMs, sequence);
    session
        .on(INSERT)
        .set(key)
        .set(row.jobKey())
        .set(nowMs)
        .set(sequence)
        .set(row.version())
        .set(cause.code())
        .set(lease.nodeKey())
        .set(lease.term())
        .setNullable(replayOf == null ? null : replayOf.key())
        .run();
    OpenRows.insert(session, lease.nodeKey(), nowMs, key);
    session.counters.addExecutions(1);
    AuditAction action =
        replayOf == null ? AuditAction.JOB_TRIGGERED : AuditAction.EXECUTION_REPLAYED;
    session.audit.add(caller, action, new ExecutionId(key).toString(), row.jobKey(), nowMs);
    return Optional.of(OpenExecution.unsent(key, snapshot, nowMs, cause));
  }
}
