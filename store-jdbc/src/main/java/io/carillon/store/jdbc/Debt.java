package io.carillon.store.jdbc;

import io.carillon.core.JobSnapshot;
import io.carillon.core.port.JobChange;
import io.carillon.core.port.Planning.JobPlan;
import io.carillon.core.port.Planning.SkippedRun;
import io.carillon.core.port.Unplanned;
import io.carillon.schedule.Schedule;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records, with an edit, pause or delete, what the job still owes: the occurrences due before the
 * cut that nobody planned. Writer thread only.
 */
final class Debt {
  /** The first occurrence that is not planned; primary key. */
  private static final String OWED_FROM =
      "SELECT coalesce(postponed_from, next_fire_at) FROM due WHERE job_key = ? AND version = ?";

  /** Moves that occurrence on; primary key. */
  private static final String MOVE_ON = "UPDATE due SET postponed_from = ? WHERE job_key = ?";

  private static final Logger LOG = LoggerFactory.getLogger(Debt.class);

  private Debt() {}

  /**
   * Records the oldest run of what the job owes.
   *
   * @param job the version that the change ends
   * @return whether that was all: false when it is more than one transaction should count. The rest
   *     is still due, and the change has to be applied again in a transaction of its own
   */
  static boolean settle(Session session, JobSnapshot job, long cutMs, JobChange change)
      throws SQLException {
    long firstMs = owedFromMs(session, job);
    if (firstMs >= cutMs) {
      return true;
    }
    JobPlan plan = oldestRun(job, firstMs, cutMs, change);
    SkippedRun run = plan.skipped();
    if (run != null) {
      SkippedRows.add(session, job, run, OpenRows.NOBODY, 0, cutMs);
    }
    if (plan.nextFireAtMs() >= cutMs) {
      return true;
    }
    session.on(MOVE_ON).set(plan.nextFireAtMs()).set(job.jobKey()).run();
    return false;
  }

  private static long owedFromMs(Session session, JobSnapshot job) throws SQLException {
    Prepared query = session.on(OWED_FROM).set(job.jobKey()).set(job.version());
    try (ResultSet row = query.query()) {
      return row.next() ? row.getLong(1) : Schedule.NEVER;
    }
  }

  /** A schedule that cannot be searched, which is why nothing was planned, may be got rid of. */
  private static JobPlan oldestRun(JobSnapshot job, long firstMs, long cutMs, JobChange change) {
    try {
      return Unplanned.oldestRun(job, firstMs, cutMs, change);
    } catch (RuntimeException e) {
      LOG.error("what jobId {} owes cannot be counted; one is recorded", job.id(), e);
      SkippedRun first = new SkippedRun(1, firstMs, firstMs, change.misfire());
      return new JobPlan(new long[0], first, Schedule.NEVER);
    }
  }
}
