package io.carillon.engine;

import io.carillon.core.Cause;
import io.carillon.core.Clock;
import io.carillon.core.DeliveryType;
import io.carillon.core.ExecutionState;
import io.carillon.core.JobSnapshot;
import io.carillon.core.port.JobChange;
import io.carillon.core.port.Lease;
import io.carillon.core.port.Offer;
import io.carillon.core.port.OpenExecution;
import io.carillon.core.port.PlanBatch;
import io.carillon.core.port.PlanRequest;
import io.carillon.core.port.Planning;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** How the memory store plans and hands out what waits. */
final class MemoryPlans {
  private static final long POSTPONED_MS = 60_000;

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
    List<PlanBatch.Skipped> skipped = new ArrayList<>();
    boolean more = claimed.size() == request.waitingMax() || due.size() == request.jobMax();
    for (MemoryJob job : due) {
      Planning.JobPlan plan;
      try {
        plan = planning.plan(job.snapshot, job.owedFromMs());
      } catch (RuntimeException e) {
        job.postpone(clock.wallMs() + POSTPONED_MS);
        continue;
      }
      for (long occurrenceMs : plan.occurrencesMs()) {
        MemoryRow row = rows.insert(job, occurrenceMs, Cause.SCHEDULE);
        if (row != null) {
          rows.hold(row, lease);
          planned.add(row.open());
        }
      }
      Planning.SkippedRun run = plan.skipped();
      if (run != null) {
        job.skip(run, clock.wallMs());
        skipped.add(new PlanBatch.Skipped(job.snapshot, run));
      }
      job.moveOn(plan.nextFireAtMs());
      rows.endOneShot(job);
      more |= job.nextFireAtMs <= request.claimUntilMs();
    }
    return new PlanBatch(planned, claimed, due.size(), skipped, more);
  }

  /** Fewer than the limit means that none is left. */
  List<OpenExecution> claimSpilled(Lease lease, int destinationKey, int limit) {
    List<OpenExecution> claimed = new ArrayList<>();
    List<MemoryRow> waiting;
    do {
      waiting = rows.heldBy(-destinationKey, Long.MAX_VALUE, limit - claimed.size());
      claimed.addAll(claim(lease, waiting));
    } while (claimed.size() < limit && !waiting.isEmpty());
    return claimed;
  }

  /** Those that are still in the hands of whoever offered them. */
  List<OpenExecution> take(Lease lease, List<Offer> offers) {
    List<MemoryRow> offered = new ArrayList<>();
    for (Offer offer : offers) {
      MemoryRow row = rows.find(offer.executionKey());
      if (row != null
          && !row.state.isTerminal()
          && row.holder == offer.holder()
          && row.term == offer.term()
          && row.dueAtMs == offer.dueAtMs()) {
        offered.add(row);
      }
    }
    return claim(lease, offered);
  }

  /** Hands rows out; what belongs to a job that stopped meanwhile ends instead. */
  private List<OpenExecution> claim(Lease lease, List<MemoryRow> waiting) {
    List<OpenExecution> claimed = new ArrayList<>();
    for (MemoryRow row : waiting) {
      JobChange change = row.forbiddenBy();
      JobSnapshot called = row.open().called();
      boolean isAtMostOnce =
          called != null && called.definition().type() == DeliveryType.ATMOST_ONCE;
      if (change != null && !isAtMostOnce) {
        String reason = called == null ? change.cancelled() : change.cancelledUnknown();
        rows.end(row, ExecutionState.CANCELLED, clock.wallMs(), reason);
      } else {
        rows.hold(row, lease);
        claimed.add(row.open());
      }
    }
    return claimed;
  }
}
