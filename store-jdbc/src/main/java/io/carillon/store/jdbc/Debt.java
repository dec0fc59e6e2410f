package io.carillon.store.jdbc;

import io.carillon.core.JobSnapshot;
import io.carillon.core.port.JobChange;
import io.carillon.core.port.Planning.SkippedRun;
import io.carillon.schedule.Schedule;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records, with an edit, pause or delete, what the job still owes: the occurrences due before the
 * cut that nobody planned, because of an outage, because the planner is behind, or because it put
 * the job off. They will not fire. Writer thread only.
 */
final class Debt {
  /** The first occurrence that is not planned; primary key. */
  private static final String OWED_FROM =
      "SELECT coalesce(postponed_from, next_fire_at) FROM due WHERE job_key = ? AND version = ?";

  private static final Logger LOG = LoggerFactory.getLogger(Debt.class);

  private Debt() {}

  /**
   * Records what the job owes.
   *
   * @param job the version that the change ends
   */
  static void settle(Session session, JobSnapshot job, long cutMs, JobChange change)
      throws SQLException {
    long firstMs = owedFromMs(session, job);
    if (firstMs < cutMs) {
      SkippedRun run = run(job, firstMs, cutMs, change);
      SkippedRows.add(session, job, run, OpenRows.NOBODY, 0, cutMs);
    }
  }

  private static long owedFromMs(Session session, JobSnapshot job) throws SQLException {
    Prepared query = session.on(OWED_FROM).set(job.jobKey()).set(job.version());
    try (ResultSet row = query.query()) {
      return row.next() ? row.getLong(1) : Schedule.NEVER;
    }
  }

  /** A schedule that cannot be searched, which is why nothing was planned, may be got rid of. */
  private static SkippedRun run(JobSnapshot job, long firstMs, long cutMs, JobChange change) {
    try {
      return SkippedRun.of(job, firstMs, cutMs, change.misfire());
    } catch (RuntimeException e) {
      LOG.error("what jobId {} owes cannot be counted; one is recorded", job.id(), e);
      return new SkippedRun(1, firstMs, firstMs, change.misfire());
    }
  }
}
