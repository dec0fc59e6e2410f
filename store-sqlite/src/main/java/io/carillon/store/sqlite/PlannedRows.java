package io.carillon.store.sqlite;

import io.carillon.core.Cause;
import io.carillon.core.ExecutionId;
import io.carillon.core.ExecutionState;
import io.carillon.core.JobSnapshot;
import io.carillon.core.port.Lease;
import io.carillon.core.port.OpenExecution;
import io.carillon.core.port.Planning.JobPlan;
import io.carillon.core.port.Planning.SkippedRun;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The rows of one plan: gathered, then written in two batches. Writer thread only. */
final class PlannedRows {
  /** Adds a scheduled execution; 0 rows when its occurrence has one; keys rise with the second. */
  private static final String INSERT =
      """
      INSERT INTO execution (execution_key, job_key, scheduled_at, n, job_version, cause, state,
        holder, term, reserve)
      VALUES (?, ?, ?, 0, ?, 0, 0, ?, ?, zeroblob(16))
      ON CONFLICT (job_key, scheduled_at, n) DO NOTHING
      """;

  /** Adds a summary of occurrences that do not fire; n tells it from an execution of the first. */
  private static final String INSERT_SKIPPED =
      """
      INSERT INTO execution (execution_key, job_key, scheduled_at, n, job_version, cause, state,
        holder, term, completed_at, error, skipped_count, skipped_to)
      VALUES (?, ?, ?, ?, ?, 0, 5, ?, ?, ?, ?, ?, ?)
      """;

  private final Session session;
  private final Lease lease;
  private final long nowMs;
  private final Prepared insert;
  private final List<OpenExecution> candidates = new ArrayList<>();
  private final List<OpenExecution> planned = new ArrayList<>();
  private long skipped;

  PlannedRows(Session session, Lease lease, long nowMs) throws SQLException {
    this.session = session;
    this.lease = lease;
    this.nowMs = nowMs;
    this.insert = session.batch(INSERT);
  }

  void add(JobSnapshot job, JobPlan plan) throws SQLException {
    SkippedRun run = plan.skipped();
    if (run != null) {
      addSkipped(job, run);
    }
    for (long occurrenceMs : plan.occurrencesMs()) {
      long key = ExecutionId.keyOf(occurrenceMs, session.counters.nextSequence());
      insert
          .set(key)
          .set(job.jobKey())
          .set(occurrenceMs)
          .set(job.version())
          .set(lease.nodeKey())
          .set(lease.term())
          .add();
      candidates.add(
          new OpenExecution(
              key, job, occurrenceMs, occurrenceMs, Cause.SCHEDULE, ExecutionState.PENDING, 0, 0));
    }
  }

  private void addSkipped(JobSnapshot job, SkippedRun run) throws SQLException {
    long sequence = session.counters.nextSequence();
    session
        .on(INSERT_SKIPPED)
        .set(ExecutionId.keyOf(run.fromMs(), sequence))
        .set(job.jobKey())
        .set(run.fromMs())
        .set(sequence)
        .set(job.version())
        .set(lease.nodeKey())
        .set(lease.term())
        .set(nowMs)
        .set(run.error())
        .set(run.count())
        .set(run.toMs())
        .run();
    session.counters.addExecutions(1);
    session.totals.add(job.jobKey(), ExecutionState.SKIPPED, run.count());
    skipped += run.count();
  }

  void write() throws SQLException {
    int[] inserted = insert.runAll();
    Prepared open = session.batch(OpenRows.INSERT);
    for (int i = 0; i < inserted.length; i++) {
      if (inserted[i] > 0) {
        OpenExecution execution = candidates.get(i);
        open.set(lease.nodeKey()).set(execution.dueAtMs()).set(execution.executionKey()).add();
        planned.add(execution);
      }
    }
    open.runAll();
    session.counters.addExecutions(planned.size());
  }

  List<OpenExecution> planned() {
    return planned;
  }

  /** How many occurrences were recorded as SKIPPED. */
  long skipped() {
    return skipped;
  }
}
