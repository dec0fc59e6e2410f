package io.carillon.engine;

import io.carillon.core.Caller;
import io.carillon.core.Cause;
import io.carillon.core.Clock;
import io.carillon.core.ExecutionId;
import io.carillon.core.ExecutionState;
import io.carillon.core.JobId;
import io.carillon.core.port.Lease;
import io.carillon.core.port.Ledger;
import io.carillon.core.port.NodeLoad;
import io.carillon.core.port.Notice;
import io.carillon.core.port.Offer;
import io.carillon.core.port.OpenExecution;
import io.carillon.core.port.PlanBatch;
import io.carillon.core.port.PlanRequest;
import io.carillon.core.port.Planning;
import io.carillon.core.port.Renewal;
import io.carillon.core.port.Settled;
import io.carillon.core.port.Settlement;
import io.carillon.core.port.Start;
import io.carillon.core.port.StoreUnavailable;
import io.carillon.engine.Transactions.Urgency;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A store in memory that keeps every promise of the port. Its operations wait in {@link
 * #transactions} until a test has them committed and answered, or makes them fail.
 */
final class MemoryLedger implements Ledger {
  final Transactions transactions = new Transactions();
  final MemoryRows rows;
  final MemoryJobs jobs;
  final MemoryNodes nodes;
  private final Clock clock;
  private final MemoryPlans plans;
  final MemorySettling settling;
  private final Set<Long> poisoned = new HashSet<>();
  private final Set<Long> unanswerable = new HashSet<>();

  /** This node's key, once it has begun a term. */
  private int nodeKey;

  /** How much of what nodes told this one has heard. */
  private int heard;

  MemoryLedger(Clock clock) {
    this(clock, 0);
  }

  /**
   * @param leaseMs 0: leases do not expire, as there is only one node
   */
  MemoryLedger(Clock clock, long leaseMs) {
    this.clock = clock;
    rows = new MemoryRows();
    nodes = new MemoryNodes(clock, leaseMs);
    jobs = new MemoryJobs(clock, rows, nodes);
    plans = new MemoryPlans(clock, jobs, rows);
    settling = new MemorySettling(rows);
  }

  /** The same store, as another node reaches it. */
  MemoryLedger(MemoryLedger other) {
    clock = other.clock;
    rows = other.rows;
    nodes = other.nodes;
    jobs = other.jobs;
    plans = other.plans;
    settling = other.settling;
  }

  /** Who changes jobs through this ledger. */
  int nodeKey() {
    return nodeKey;
  }

  /** Batches that hold a move of this execution fail, for a reason of their own. */
  void poison(long executionKey) {
    poisoned.add(executionKey);
  }

  /** Batches that hold what this execution's target answered fail, for a reason of their own. */
  void poisonAnswer(long executionKey) {
    unanswerable.add(executionKey);
  }

  private boolean isPoisoned(Settlement settlement) {
    return poisoned.contains(settlement.executionKey())
        || (settlement.httpStatus() > 0 && unanswerable.contains(settlement.executionKey()));
  }

  @Override
  public CompletionStage<Takeover> takeOver(String nodeName) {
    return transactions.submit(Urgency.URGENT, true, () -> begin(nodeName));
  }

  private boolean isCurrent(Lease lease) {
    return nodes.isCurrent(lease);
  }

  private Takeover begin(String nodeName) {
    Lease lease = nodes.begin(nodeName);
    nodeKey = lease.nodeKey();
    heard = nodes.told();
    giveBack(lease, Set.of());
    return new Takeover(lease, rows.spilledDestinations());
  }

  private void giveBack(Lease lease, Set<Long> except) {
    for (MemoryRow row : rows.heldBy(lease.nodeKey(), Long.MAX_VALUE, Integer.MAX_VALUE)) {
      if (!except.contains(row.key)) {
        rows.hold(row, 0, row.term);
      }
    }
  }

  @Override
  public CompletionStage<Renewal> renew(Lease lease, NodeLoad load) {
    return transactions.submit(
        Urgency.URGENT,
        true,
        () -> {
          if (!isCurrent(lease)) {
            return new Renewal(false, 0, List.of());
          }
          nodes.renew(lease);
          return new Renewal(true, nodes.clockOffset(), rows.spilledDestinations());
        });
  }

  @Override
  public CompletionStage<List<String>> reclaim(Lease lease) {
    return transactions.submit(
        Urgency.URGENT,
        true,
        () -> {
          List<Lease> dead = isCurrent(lease) ? nodes.expired(lease) : List.of();
          for (Lease other : dead) {
            nodes.end(other);
            giveBack(other, Set.of());
          }
          return dead.stream().map(Lease::nodeName).toList();
        });
  }

  @Override
  @SuppressWarnings("NullAway") // the port's Void has no other value
  public CompletionStage<Void> release(Lease lease, Set<Long> underWay) {
    return transactions.submit(
        Urgency.URGENT,
        true,
        () -> {
          if (isCurrent(lease)) {
            giveBack(lease, underWay);
            if (underWay.isEmpty()) {
              nodes.end(lease);
            }
          }
          return null;
        });
  }

  @Override
  public CompletionStage<List<Notice>> notices(Lease lease) {
    return transactions.submit(
        Urgency.URGENT,
        false,
        () -> {
          List<Notice> news = nodes.toldTo(lease, heard);
          heard = nodes.told();
          return news;
        });
  }

  @Override
  public CompletionStage<PlanBatch> plan(Lease lease, PlanRequest request, Planning planning) {
    return transactions.submit(
        Urgency.PLAN,
        false,
        () -> isCurrent(lease) ? plans.plan(lease, request, planning) : PlanBatch.EMPTY);
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
            if (isPoisoned(settlement)) {
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
  public CompletionStage<List<OpenExecution>> take(Lease lease, List<Offer> offers) {
    return transactions.submit(
        Urgency.URGENT, false, () -> isCurrent(lease) ? plans.take(lease, offers) : List.of());
  }

  @Override
  public CompletionStage<List<Offer>> held(Lease lease, long dueUntilMs, int limit) {
    return transactions.submit(
        Urgency.PLAN,
        true,
        () ->
            rows.heldBy(lease.nodeKey(), dueUntilMs, limit).stream()
                .map(row -> new Offer(row.key, lease.nodeKey(), lease.term(), row.dueAtMs))
                .toList());
  }

  @Override
  public CompletionStage<Optional<OpenExecution>> request(
      Lease lease, JobId id, Cause cause, @Nullable ExecutionId replayOf, Caller caller) {
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
            return row.state == ExecutionState.CANCELLED ? Cancelled.CANCELLED : Cancelled.ENDED;
          }
          if (row.holder > 0 && nodes.isShared() && row.holder != nodeKey) {
            nodes.tell(nodeKey, new Notice.CancelAsked(row.job.snapshot.id(), row.key));
            return Cancelled.ASKED;
          }
          if (row.holder > 0) {
            return Cancelled.HELD;
          }
          rows.end(row, ExecutionState.CANCELLED, clock.wallMs(), reason);
          return Cancelled.DONE;
        });
  }

  @Override
  public CompletionStage<Long> recomputeDue() {
    return transactions.submit(Urgency.URGENT, true, () -> jobs.recomputeDue());
  }

  @Override
  public CompletionStage<Long> clockOffsetMs() {
    return CompletableFuture.completedFuture(nodes.clockOffset());
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
