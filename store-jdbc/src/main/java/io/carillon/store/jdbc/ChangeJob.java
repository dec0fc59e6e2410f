package io.carillon.store.jdbc;

import io.carillon.core.AuditAction;
import io.carillon.core.Caller;
import io.carillon.core.Clock;
import io.carillon.core.Job;
import io.carillon.core.JobDefinition;
import io.carillon.core.JobId;
import io.carillon.core.JobSnapshot;
import io.carillon.core.port.ChangeResult;
import io.carillon.core.port.JobChange;
import io.carillon.schedule.Schedule;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Gives a job its next version. */
record ChangeJob(
    JobId id,
    int expectedVersion,
    EncodedDefinition encoded,
    boolean isActive,
    Clock clock,
    Caller caller)
    implements Work<ChangeResult> {
  /** Sets the job's current version; primary key. */
  private static final String UPDATE =
      "UPDATE job SET name = ?, version = ?, is_active = ?, updated_at = ? WHERE job_key = ?";

  @Override
  public ChangeResult apply(Session session) throws SQLException {
    JobRow row = JobRow.findToChange(session, caller, id);
    if (row == null) {
      return new ChangeResult.Unknown();
    }
    if (row.version() != expectedVersion) {
      return new ChangeResult.VersionMismatch(row.version());
    }
    JobRows.Named holder = holderOf(session, encoded.definition().name());
    if (holder != null && holder.jobKey() != row.jobKey()) {
      return new ChangeResult.NameTaken(holder.id());
    }
    long nowMs = clock.wallMs();
    long cutMs = Cut.instant(session, row.jobKey(), nowMs);
    JobSnapshot before = session.snapshots.get(session.statements, row.jobKey(), row.version());
    JobChange change = isActive ? JobChange.EDITED : JobChange.PAUSED;
    Debt.settle(session, before, cutMs, change);
    return change(session, row, before.definition(), nowMs, cutMs);
  }

  private JobRows.@Nullable Named holderOf(Session session, @Nullable String name)
      throws SQLException {
    return name == null ? null : JobRows.named(session, caller.namespaceKey(), name);
  }

  private ChangeResult change(
      Session session, JobRow row, JobDefinition before, long nowMs, long cutMs)
      throws SQLException {
    long jobKey = row.jobKey();
    int version = row.version() + 1;
    JobDefinition definition = encoded.definition();
    int namespaceKey = caller.namespaceKey();
    JobRows.removeTags(session, namespaceKey, jobKey, before.tags());
    JobRows.addTags(session, namespaceKey, jobKey, definition.tags());
    JobRows.Version next =
        JobRows.Version.of(session, namespaceKey, version, encoded, isActive, nowMs);
    JobRows.addVersion(session, jobKey, next);
    JobSnapshot snapshot = next.snapshot(jobKey, id, definition.rule(id, row.createdAt()));
    Cut cut = new Cut(session, jobKey, nowMs, cutMs);
    int removed = cut.removePlans();
    boolean wasEnding = session.endings.forget(jobKey);

    // What fires once is under way: an edit that leaves its time as it was adds no other fire.
    boolean hasFired =
        wasEnding && removed == 0 && !definition.isRecurring() && definition.isSameTimeAs(before);
    long nextFireAtMs =
        isActive && !hasFired ? snapshot.firstOccurrenceFrom(cutMs) : Schedule.NEVER;
    // Without a further occurrence an active job stays so only until its executions have ended.
    boolean isEnding =
        isActive && nextFireAtMs == Schedule.NEVER && session.endings.hasUnfinished(jobKey);
    boolean staysActive = isActive && (isEnding || nextFireAtMs != Schedule.NEVER);
    if (isEnding) {
      session.endings.begin(jobKey);
    }
    if (!staysActive) {
      cut.cancelWaiting(before.startDeadlineMs(), JobChange.PAUSED.cancelled());
    }
    JobRows.setDue(session, jobKey, nextFireAtMs, version);
    session
        .on(UPDATE)
        .set(definition.name())
        .set(version)
        .set(staysActive)
        .set(nowMs)
        .set(jobKey)
        .run();
    session.audit.addJob(
        caller, AuditAction.JOB_CHANGED, jobKey, (long) row.version(), (long) version, nowMs);
    Notices.changed(session, jobKey, version, cutMs, nowMs);
    session.counters.addActiveJobs((staysActive ? 1 : 0) - (row.isActive() ? 1 : 0));
    return new ChangeResult.Changed(
        new Job(
            snapshot,
            staysActive,
            row.createdAt(),
            Instant.ofEpochMilli(nowMs),
            JobRows.instant(nextFireAtMs)),
        cutMs);
  }
}
