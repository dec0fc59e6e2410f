package io.carillon.store.jdbc;

import io.carillon.core.AuditAction;
import io.carillon.core.Caller;
import io.carillon.core.Clock;
import io.carillon.core.JobId;
import io.carillon.core.JobSnapshot;
import io.carillon.core.port.ChangeResult;
import io.carillon.core.port.JobChange;
import io.carillon.schedule.Schedule;
import io.carillon.store.jdbc.JobMarks.Mark;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Deletes a job. Its row stays as long as executions need it. */
record DeleteJob(JobId id, @Nullable Integer expectedVersion, Clock clock, Caller caller)
    implements Work<ChangeResult> {
  /** Marks a job as deleted and frees its name; primary key. */
  private static final String MARK =
      """
      UPDATE job SET name = NULL, is_active = 0, updated_at = ?, deleted_at = ? WHERE job_key = ?
      """;

  /** A deleted job does not recover; primary key. */
  private static final String FORGET_FAILURE = "DELETE FROM failing WHERE job_key = ?";

  @Override
  public ChangeResult apply(Session session) throws SQLException {
    JobRow row = JobRow.findToChange(session, caller, id);
    if (row == null) {
      return new ChangeResult.Unknown();
    }
    if (expectedVersion != null && row.version() != expectedVersion) {
      return new ChangeResult.VersionMismatch(row.version());
    }
    long jobKey = row.jobKey();
    long nowMs = clock.wallMs();
    long cutMs = Cut.instant(session, jobKey, nowMs);
    JobSnapshot last = session.snapshots.get(session.statements, jobKey, row.version());
    Debt.settle(session, last, cutMs, JobChange.DELETED);
    Cut cut = new Cut(session, jobKey, nowMs, cutMs);
    cut.removePlans();
    cut.cancelWaiting(last.definition().startDeadlineMs(), JobChange.DELETED.cancelled());
    session.endings.forget(jobKey);
    JobRows.setDue(session, jobKey, Schedule.NEVER, row.version());
    JobRows.removeTags(session, caller.namespaceKey(), jobKey, last.definition().tags());
    JobRows.removeText(session, jobKey);
    if (session.marks.has(Mark.FAILING, jobKey)) {
      session.on(FORGET_FAILURE).set(jobKey).run();
      session.marks.remove(Mark.FAILING, jobKey);
    }
    session.on(MARK).set(nowMs).set(nowMs).set(jobKey).run();
    Notices.deleted(session, jobKey, row.version(), cutMs, nowMs);
    session.counters.addJobs(-1);
    session.jobQuotas.add(caller.namespaceKey(), -1);
    session.counters.addActiveJobs(row.isActive() ? -1 : 0);
    session.audit.addJob(
        caller, AuditAction.JOB_DELETED, jobKey, (long) row.version(), null, nowMs);
    session.audit.write();
    DeletedJobs.removeIfUnused(session, jobKey);
    return new ChangeResult.Deleted(last);
  }
}
