package io.carillon.engine;

import io.carillon.core.Cause;
import io.carillon.core.Clock;
import io.carillon.core.ExecutionId;
import io.carillon.core.ExecutionState;
import io.carillon.core.JobId;
import io.carillon.core.port.Lease;
import io.carillon.core.port.Ledger;
import io.carillon.core.port.OpenExecution;
import io.carillon.core.port.PlanBatch;
import io.carillon.core.port.PlanRequest;
import io.carillon.core.port.Planning;
import io.carillon.core.port.Settled;
import io.carillon.core.port.Settlement;
import io.carillon.core.port.Start;
import io.carillon.core.port.StoreUnavailable;
import io.carillon.engine.Transactions.Urgency;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A store in memory that keeps every promise of the port. Its operations wait in {@link
 * #transactions} until a test has them committed and answered, or makes them fail.
 */
final class MemoryLedger implements Ledger {
  final Transactions transactions = new Transactions();
  final MemoryRows rows = new MemoryRows();
  final MemoryJobs jobs;
  private final Clock clock;
  private final MemoryPlans plans;
  final MemorySettling settling = new MemorySettling(rows);
  private final Map<String, Lease> leases = new HashMap<>();
  private final Set<Long> poisoned = new HashSet<>();

  MemoryLedger(Clock clock) {
    this.clock = clock;
    jobs = new MemoryJobs(clock, rows);
    plans = new MemoryPlans(clock, jobs, rows);
  }

  /** Batches that hold an outcome of this execution fail, for a reason of their own. */
  void poison(long executionKey) {
    poisoned.add(executionKey);
  }

  @Override
  public CompletionStage<Takeover> takeOver(String nodeName) {
    return transactions.submit(Urgency.URGENT, true, () -> begin(nodeName));
  }

  private boolean isCurrent(Lease lease) {
    return lease.equals(leases.get(lease.nodeName()));
  }

  private Takeover begin(String nodeName) {
    Lease last = leases.get(nodeName);
    Lease lease =
        last == null
            ? new Lease(leases.size() + 1, nodeName, 1)
            : new Lease(last.nodeKey(), nodeName, last.term() + 1);
    leases.put(nodeName, lease);
    for (MemoryRow row : rows.heldBy(lease.nodeKey(), Long.MAX_VALUE, Integer.MAX_VALUE)) {
      rows.hold(row, 0, row.term);
    }
    return new Takeover(lease, rows.spilledDestinations());
  }

  @Override
  public CompletionStage<PlanBatch> plan(Lease lease, PlanRequest request, Planning planning) {
    return transactions.submit(
        Urgency.PLAN,
        false,
        () ->
            isCurrent(lease)
                ? plans.plan(lease, request, planning)
                : new PlanBatch(List.of(), List.of(), 0, 0, false));
  }

  @Override
  public CompletionStage<List<Start.Result>> start(Lease lease, List<Start> starts) {
    return transactions.submit(
        Urgency.URGENT,
        true,
        () ->
            starts.stream()
                .map(s -> isCurrent(lease) ? settling.start(lease, s) : Start.Result.GONE)
                .toList());
  }

  @Override
  public CompletionStage<List<Settled>> settle(Lease lease, List<Settlement> settlements) {
    return transactions.submit(
        Urgency.SETTLE,
        true,
        () -> {
          for (Settlement settlement : settlements) {
            if (poisoned.contains(settlement.executionKey())) {
              throw new IllegalStateException("poisoned " + settlement.executionKey());
            }
          }
          return settlements.stream()
              .map(m -> isCurrent(lease) ? settling.settle(lease, m) : new Settled(false, null))
              .toList();
        });
  }

  @Override
  public CompletionStage<Void> spill(Lease lease, List<OpenExecution> executions) {
    List<OpenExecution> batch = List.copyOf(executions);
    return transactions.submit(Urgency.PLAN, true, () -> spillNow(lease, batch));
  }

  @SuppressWarnings("NullAway") // the port's Void has no other value
  private Void spillNow(Lease lease, List<OpenExecution> executions) {
    for (OpenExecution execution : executions) {
      MemoryRow row = rows.find(execution.executionKey());
      if (row != null
          && isCurrent(lease)
          && !row.state.isTerminal()
          && row.holder == lease.nodeKey()
          && row.term == lease.term()) {
        rows.hold(row, -execution.job().destinationKey(), row.term);
      }
    }
    return null;
  }

  @Override
  public CompletionStage<List<OpenExecution>> claimSpilled(
      Lease lease, int destinationKey, int limit) {
    return transactions.submit(
        Urgency.PLAN,
        false,
        () -> isCurrent(lease) ? plans.claimSpilled(lease, destinationKey, limit) : List.of());
  }

  @Override
  public CompletionStage<Optional<OpenExecution>> request(
      Lease lease, JobId id, Cause cause, @Nullable ExecutionId replayOf) {
    return transactions.submit(
        Urgency.URGENT,
        false,
        () -> {
          if (!isCurrent(lease)) {
            throw new StoreUnavailable("the term has ended");
          }
          MemoryJob job = jobs.find(id);
          MemoryRow row = job == null ? null : rows.insert(job, clock.wallMs(), cause);
          if (row == null) {
            return Optional.empty();
          }
          rows.hold(row, lease);
          return Optional.of(row.open());
        });
  }

  @Override
  public CompletionStage<Cancelled> cancelWaiting(long executionKey, String reason) {
    return transactions.submit(
        Urgency.URGENT,
        false,
        () -> {
          MemoryRow row = rows.find(executionKey);
          if (row == null) {
            return Cancelled.UNKNOWN;
          }
          if (row.state.isTerminal()) {
            return Cancelled.ENDED;
          }
          if (row.holder > 0) {
            return Cancelled.HELD;
          }
          rows.end(row, ExecutionState.CANCELLED, clock.wallMs(), reason);
          return Cancelled.DONE;
        });
  }

  @Override
  public CompletionStage<Integer> prune(long beforeMs, long rowsMax, int max) {
    return transactions.submit(
        Urgency.PLAN,
        true,
        () -> {
          List<MemoryRow> terminal = new ArrayList<>(rows.all());
          terminal.removeIf(row -> !row.state.isTerminal() || row.scheduledAtMs >= beforeMs);
          List<MemoryRow> batch = terminal.subList(0, Math.min(max, terminal.size()));
          batch.forEach(rows::delete);
          return batch.size();
        });
  }
}
