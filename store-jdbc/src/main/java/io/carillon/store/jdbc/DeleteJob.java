package io.carillon.store.jdbc;

import io.carillon.core.Clock;
import io.carillon.core.JobId;
import io.carillon.core.JobSnapshot;
import io.carillon.core.port.ChangeResult;
import io.carillon.core.port.JobChange;
import io.carillon.schedule.Schedule;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Deletes a job. Its row stays as long as executions need it. Empty as with {@link ChangeJob}: to
 * be applied again.
 */
record DeleteJob(JobId id, @Nullable Integer expectedVersion, Clock clock)
    implements Work<Optional<ChangeResult>> {
  /** Marks a job as deleted and frees its name; primary key. */
  private static final String MARK =
      """
      UPDATE job SET name = NULL, is_active = 0, updated_at = ?, deleted_at = ? WHERE job_key = ?
      """;

  /** A deleted job does not recover; primary key. */
  private static final String FORGET_FAILURE = "DELETE FROM failing WHERE job_key = ?";

  @Override
  public Optional<ChangeResult> apply(Session session) throws SQLException {
    JobRow row = JobRow.find(session, id);
    if (row == null) {
      return Optional.of(new ChangeResult.Unknown());
    }
    if (expectedVersion != null && row.version() != expectedVersion) {
      return Optional.of(new ChangeResult.VersionMismatch(row.version()));
    }
    long jobKey = row.jobKey();
    long cutMs = clock.wallMs();
    JobSnapshot last = session.snapshots.get(session.statements, jobKey, row.version());
    if (!Debt.settle(session, last, cutMs, JobChange.DELETED)) {
      return Optional.empty();
    }
    Cut cut = new Cut(session, jobKey, cutMs);
    cut.removePlans();
    cut.cancelWaiting(last.definition().startDeadlineMs(), JobChange.DELETED.cancelled());
    session.endings.forget(jobKey);
    JobRows.setDue(session, jobKey, Schedule.NEVER, row.version());
    JobRows.removeTags(session, jobKey, last.definition().tags());
    JobRows.removeText(session, jobKey);
    if (session.failing.contains(jobKey)) {
      session.on(FORGET_FAILURE).set(jobKey).run();
      session.failing.remove(jobKey);
    }
    session.on(MARK).set(cutMs).set(cutMs).set(jobKey).run();
    session.counters.addJobs(-1);
    session.counters.addActiveJobs(row.isActive() ? -1 : 0);
    DeletedJobs.removeIfUnused(session, jobKey);
    return Optional.of(new ChangeResult.Deleted(last));
  }
}
