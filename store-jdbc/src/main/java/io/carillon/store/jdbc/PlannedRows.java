package io.carillon.store.jdbc;

import io.carillon.core.Cause;
import io.carillon.core.ExecutionId;
import io.carillon.core.JobSnapshot;
import io.carillon.core.port.Lease;
import io.carillon.core.port.OpenExecution;
import io.carillon.core.port.PlanBatch.Skipped;
import io.carillon.core.port.Planning.JobPlan;
import io.carillon.core.port.Planning.SkippedRun;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The rows of one plan: gathered, then written in two batches. Writer thread only. */
final class PlannedRows {
  private final Session session;
  private final Lease lease;
  private final long nowMs;
  private final Batch insert;
  private final List<OpenExecution> candidates = new ArrayList<>();
  private final List<OpenExecution> planned = new ArrayList<>();
  private final List<Skipped> skipped = new ArrayList<>();

  PlannedRows(Session session, Lease lease, long nowMs) throws SQLException {
    this.session = session;
    this.lease = lease;
    this.nowMs = nowMs;
    this.insert = session.batch(Bulk.ADD_PLANNED);
  }

  void add(JobSnapshot job, JobPlan plan) throws SQLException {
    SkippedRun run = plan.skipped();
    if (run != null) {
      SkippedRows.add(session, job, run, lease.nodeKey(), lease.term(), nowMs);
      skipped.add(new Skipped(job, run));
    }
    for (long occurrenceMs : plan.occurrencesMs()) {
      long key = ExecutionId.keyOf(occurrenceMs, session.keys.next(KeySpace.EXECUTION));
      insert
          .set(key)
          .set(job.jobKey())
          .set(occurrenceMs)
          .set(job.version())
          .set(lease.nodeKey())
          .set(lease.term())
          .add();
      candidates.add(OpenExecution.unsent(key, job, occurrenceMs, Cause.SCHEDULE));
    }
  }

  void write() throws SQLException {
    int[] inserted = insert.runAll();
    Batch open = session.batch(Bulk.ADD_OPEN);
    for (int i = 0; i < inserted.length; i++) {
      if (inserted[i] > 0) {
        OpenExecution execution = candidates.get(i);
        open.set(lease.nodeKey()).set(execution.dueAtMs()).set(execution.executionKey()).add();
        planned.add(execution);
      } else {
        // Its occurrence has a row, which may have ended.
        session.endings.executionEnded(candidates.get(i).job().jobKey());
      }
    }
    open.runAll();
    session.counters.addExecutions(planned.size());
  }

  List<OpenExecution> planned() {
    return planned;
  }

  /** What was recorded as SKIPPED. */
  List<Skipped> skipped() {
    return skipped;
  }
}
