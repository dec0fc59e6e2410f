package io.carillon.store.sqlite;

import io.carillon.core.Clock;
import io.carillon.core.Job;
import io.carillon.core.JobDefinition;
import io.carillon.core.JobId;
import io.carillon.core.JobSnapshot;
import io.carillon.core.port.ChangeResult;
import io.carillon.schedule.Schedule;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Gives a job its next version. */
record ChangeJob(
    JobId id, int expectedVersion, EncodedDefinition encoded, boolean isActive, Clock clock)
    implements Work<ChangeResult> {
  /** Sets the job's current version; primary key. */
  private static final String UPDATE =
      "UPDATE job SET name = ?, version = ?, is_active = ?, updated_at = ? WHERE job_key = ?";

  @Override
  public ChangeResult apply(Session session) throws SQLException {
    JobRow row = JobRow.find(session, id);
    if (row == null) {
      return new ChangeResult.Unknown();
    }
    if (row.version() != expectedVersion) {
      return new ChangeResult.VersionMismatch(row.version());
    }
    JobDefinition definition = encoded.definition();
    JobRows.Named holder = holderOf(session, definition.name());
    if (holder != null && holder.jobKey() != row.jobKey()) {
      return new ChangeResult.NameTaken(holder.id());
    }
    return change(session, row, definition);
  }

  private static JobRows.@Nullable Named holderOf(Session session, @Nullable String name)
      throws SQLException {
    return name == null ? null : JobRows.named(session, name);
  }

  private ChangeResult change(Session session, JobRow row, JobDefinition definition)
      throws SQLException {
    long jobKey = row.jobKey();
    long cutMs = clock.wallMs();
    int version = row.version() + 1;
    JobDefinition before =
        session.snapshots.get(session.statements, jobKey, row.version()).definition();
    JobRows.removeTags(session, jobKey, before.tags());
    JobRows.addTags(session, jobKey, definition.tags());
    JobSnapshot snapshot =
        JobRows.addVersion(
            session,
            jobKey,
            id,
            version,
            encoded,
            definition.rule(row.createdAt()),
            isActive,
            cutMs);
    Cut cut = new Cut(session, jobKey, cutMs);
    cut.removePlans();
    session.endings.forget(jobKey);

    long nextFireAtMs = isActive ? snapshot.firstOccurrenceFrom(cutMs) : Schedule.NEVER;
    // Without a further occurrence an active job stays so only until its executions have ended.
    boolean isEnding =
        isActive && nextFireAtMs == Schedule.NEVER && session.endings.hasUnfinished(jobKey);
    boolean staysActive = isActive && (isEnding || nextFireAtMs != Schedule.NEVER);
    if (isEnding) {
      session.endings.begin(jobKey);
    }
    if (!staysActive) {
      cut.cancelWaiting(before.startDeadlineMs(), Withdrawal.JOB_PAUSED);
    }
    JobRows.setDue(session, jobKey, nextFireAtMs, version);
    session
        .on(UPDATE)
        .set(definition.name())
        .set(version)
        .set(staysActive)
        .set(cutMs)
        .set(jobKey)
        .run();
    session.counters.addActiveJobs((staysActive ? 1 : 0) - (row.isActive() ? 1 : 0));
    return new ChangeResult.Changed(
        new Job(
            snapshot,
            staysActive,
            row.createdAt(),
            Instant.ofEpochMilli(cutMs),
            JobRows.instant(nextFireAtMs)),
        cutMs);
  }
}
