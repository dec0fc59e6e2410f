package io.carillon.store.jdbc;

import io.carillon.core.Clock;
import io.carillon.core.JobSnapshot;
import io.carillon.core.port.Lease;
import io.carillon.core.port.PlanBatch;
import io.carillon.core.port.PlanRequest;
import io.carillon.core.port.Planning;
import io.carillon.core.port.Planning.JobPlan;
import io.carillon.schedule.Schedule;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Claims due jobs and waiting executions, and plans the jobs. */
record Plan(Lease lease, PlanRequest request, Planning planning, Clock clock)
    implements Work<PlanBatch> {
  /** How long a job is put off whose planning failed, so that it does not hinder the others. */
  private static final long POSTPONED_MS = 60_000;

  private static final Logger LOG = LoggerFactory.getLogger(Plan.class);

  /** Due jobs, the earliest first; covering index, then one key a job. */
  private static final String DUE_JOBS =
      """
      SELECT d.job_key, coalesce(d.postponed_from, d.next_fire_at), d.version,
        j.version = d.version AND j.is_active = 1 AND j.deleted_at IS NULL
      FROM due d LEFT JOIN job j ON j.job_key = d.job_key
      WHERE d.next_fire_at <= ? ORDER BY d.next_fire_at LIMIT ?
      """;

  /** Others take what this one does not. */
  private static final String LOCKING = "FOR UPDATE OF d SKIP LOCKED";

  /** Whether a due row is of its job's current version; primary key. */
  private static final String IS_VALID =
      """
      SELECT 1 FROM job
      WHERE job_key = ? AND version = ? AND is_active = 1 AND deleted_at IS NULL
      """;

  /** Puts a job off and keeps what it owes; primary key. */
  private static final String POSTPONE =
      """
      UPDATE due SET postponed_from = coalesce(postponed_from, next_fire_at), next_fire_at = ?
      WHERE job_key = ?
      """;

  /** Nothing more is due; primary key. */
  private static final String REMOVE = "DELETE FROM due WHERE job_key = ?";

  private record DueJob(long jobKey, long nextFireAtMs, int version, boolean isValid) {}

  @Override
  public PlanBatch apply(Session session) throws SQLException {
    if (!session.term.isOf(lease)) {
      return PlanBatch.EMPTY;
    }
    long nowMs = clock.wallMs();
    List<DueJob> due = dueJobs(session);
    PlannedRows rows = new PlannedRows(session, lease, nowMs);
    Batch moveOn = session.batch(Bulk.MOVE_ON);
    Prepared remove = session.batch(REMOVE);
    boolean isBehind = false;
    for (DueJob job : due) {
      if (!job.isValid && !isValidNow(session, job)) {
        remove.set(job.jobKey).add();
        continue;
      }
      JobPlan plan = plan(session, job, rows);
      if (plan == null) {
        session.on(POSTPONE).set(nowMs + POSTPONED_MS).set(job.jobKey).run();
        continue;
      }
      if (plan.nextFireAtMs() == Schedule.NEVER) {
        remove.set(job.jobKey).add();
        if (plan.occurrencesMs().length == 0) {
          session.endings.begin(job.jobKey);
        } else {
          session.endings.beginUnfinished(job.jobKey);
        }
      } else {
        isBehind |= plan.nextFireAtMs() <= request.claimUntilMs();
        moveOn.set(plan.nextFireAtMs()).set(job.jobKey).add();
      }
    }
    moveOn.runAll();
    remove.runAll();
    rows.write();
    Claim.Claimed claimed =
        new Claim(lease, nowMs)
            .take(session, OpenRows.NOBODY, request.claimUntilMs(), request.waitingMax());
    return new PlanBatch(
        rows.planned(),
        claimed.executions(),
        due.size(),
        rows.skipped(),
        isBehind || due.size() >= request.jobMax() || claimed.examined() >= request.waitingMax());
  }

  private List<DueJob> dueJobs(Session session) throws SQLException {
    List<DueJob> due = new ArrayList<>();
    Prepared query =
        session.locking(DUE_JOBS, LOCKING).set(request.claimUntilMs()).set(request.jobMax());
    try (ResultSet rows = query.query()) {
      while (rows.next()) {
        due.add(new DueJob(rows.getLong(1), rows.getLong(2), rows.getInt(3), rows.getBoolean(4)));
      }
    }
    // In the order of the history index, whose pages are what planning writes most.
    due.sort(Comparator.comparingLong(DueJob::jobKey));
    return due;
  }

  /** A change may have come between the look at the job and the lock of what is due. */
  private static boolean isValidNow(Session session, DueJob job) throws SQLException {
    if (!session.isShared()) {
      return false;
    }
    try (ResultSet row = session.on(IS_VALID).set(job.jobKey).set(job.version).query()) {
      return row.next();
    }
  }

  /** Null when the job cannot be planned. */
  private @Nullable JobPlan plan(Session session, DueJob job, PlannedRows rows)
      throws SQLException {
    JobSnapshot snapshot;
    JobPlan plan;
    try {
      snapshot = session.snapshots.get(session.statements, job.jobKey, job.version);
    } catch (RuntimeException e) {
      LOG.error("job {} cannot be read; it is put off", job.jobKey, e);
      return null;
    }
    try {
      plan = planning.plan(snapshot, job.nextFireAtMs);
    } catch (RuntimeException e) {
      LOG.error("planning failed for jobId {}; it is put off", snapshot.id(), e);
      return null;
    }
    rows.add(snapshot, plan);
    return plan;
  }
}
