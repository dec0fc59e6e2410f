package io.carillon.engine;

import io.carillon.core.Cause;
import io.carillon.core.Clock;
import io.carillon.core.ExecutionState;
import io.carillon.core.port.Lease;
import io.carillon.core.port.OpenExecution;
import io.carillon.core.port.PlanBatch;
import io.carillon.core.port.PlanRequest;
import io.carillon.core.port.Planning;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** How the memory store plans and hands out what waits. */
final class MemoryPlans {
  private final Clock clock;
  private final MemoryJobs jobs;
  private final MemoryRows rows;

  MemoryPlans(Clock clock, MemoryJobs jobs, MemoryRows rows) {
    this.clock = clock;
    this.jobs = jobs;
    this.rows = rows;
  }

  PlanBatch plan(Lease lease, PlanRequest request, Planning planning) {
    List<OpenExecution> claimed =
        claim(lease, rows.heldBy(0, request.claimUntilMs(), request.waitingMax()));
    List<MemoryJob> due =
        jobs.all().stream()
            .filter(job -> job.nextFireAtMs <= request.claimUntilMs())
            .sorted(Comparator.comparingLong(job -> job.nextFireAtMs))
            .limit(request.jobMax())
            .toList();
    List<OpenExecution> planned = new ArrayList<>();
    long skipped = 0;
    boolean more = claimed.size() == request.waitingMax() || due.size() == request.jobMax();
    for (MemoryJob job : due) {
      Planning.JobPlan plan = planning.plan(job.snapshot, job.nextFireAtMs);
      for (long occurrenceMs : plan.occurrencesMs()) {
        MemoryRow row = rows.insert(job, occurrenceMs, Cause.SCHEDULE);
        if (row != null) {
          rows.hold(row, lease.nodeKey(), lease.term());
          planned.add(row.open());
        }
      }
      Planning.SkippedRun run = plan.skipped();
      if (run != null) {
        job.skippedRuns.add(run);
        skipped += run.count();
      }
      job.nextFireAtMs = plan.nextFireAtMs();
      rows.endOneShot(job);
      more |= job.nextFireAtMs <= request.claimUntilMs();
    }
    return new PlanBatch(planned, claimed, due.size(), skipped, more);
  }

  /** Hands rows out; what belongs to a job that stopped meanwhile ends instead. */
  List<OpenExecution> claim(Lease lease, List<MemoryRow> waiting) {
    List<OpenExecution> claimed = new ArrayList<>();
    for (MemoryRow row : waiting) {
      if (row.job.hasStopped(row)) {
        rows.end(row, ExecutionState.CANCELLED, clock.wallMs(), "cancelled: the job was stopped");
      } else {
        rows.hold(row, lease.nodeKey(), lease.term());
        claimed.add(row.open());
      }
    }
    return claimed;
  }
}
