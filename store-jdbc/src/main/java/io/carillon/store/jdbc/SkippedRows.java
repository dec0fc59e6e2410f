package io.carillon.store.jdbc;

import io.carillon.core.ExecutionId;
import io.carillon.core.ExecutionState;
import io.carillon.core.JobSnapshot;
import io.carillon.core.port.Planning.SkippedRun;
import java.sql.SQLException;

/** The rows that each sum up a run of occurrences which do not fire. Writer thread only. */
final class SkippedRows {
  /** Adds a summary; n tells it from an execution of the run's first occurrence. */
  private static final String INSERT =
      """
      INSERT INTO execution (execution_key, job_key, scheduled_at, n, job_version, cause, state,
        holder, term, completed_at, error, skipped_count, skipped_to)
      VALUES (?, ?, ?, ?, ?, 0, 5, ?, ?, ?, ?, ?, ?)
      """;

  private SkippedRows() {}

  /**
   * @param job the version whose occurrences they are
   * @param holder the node that decided it, or {@link OpenRows#NOBODY}
   * @param term the node's term, or 0
   */
  static void add(
      Session session, JobSnapshot job, SkippedRun run, long holder, int term, long nowMs)
      throws SQLException {
    long sequence = session.keys.next(KeySpace.EXECUTION);
    session
        .on(INSERT)
        .set(ExecutionId.keyOf(run.fromMs(), sequence))
        .set(job.jobKey())
        .set(run.fromMs())
        .set(sequence)
        .set(job.version())
        .set(holder)
        .set(term)
        .set(nowMs)
        .set(run.error())
        .set(run.count())
        .set(run.toMs())
        .run();
    session.counters.addExecutions(1);
    session.totals.add(job.jobKey(), ExecutionState.SKIPPED, run.count());
  }
}
