package io.carillon.store.jdbc;

import io.carillon.core.Caller;
import io.carillon.core.Cause;
import io.carillon.core.Clock;
import io.carillon.core.ExecutionId;
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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The engine's side of the store: every method but {@link #prune} is one write. */
final class JdbcLedger implements Ledger {
  private final Writer writer;
  private final Pruning pruning;
  private final Readers readers;
  private final Database database;
  private final Clock clock;

  /** Until where notices were read. */
  private volatile String heardUntil = "";

  JdbcLedger(Database database, Writer writer, Readers readers, Clock clock) {
    this.writer = writer;
    this.pruning = new Pruning(database, writer, readers, clock);
    this.readers = readers;
    this.database = database;
    this.clock = clock;
  }

  @Override
  public CompletionStage<Takeover> takeOver(String nodeName) {
    return writer
        .write(
            WriteClass.URGENT, new TakeOver(nodeName, database.leaseMs(), database.self(), clock))
        .thenApply(
            begun -> {
              heardUntil = begun.heardUntil();
              return begun.takeover();
            });
  }

  @Override
  public CompletionStage<Renewal> renew(Lease lease, NodeLoad load) {
    return writer.write(WriteClass.URGENT, new Renew(lease, load, clock));
  }

  @Override
  public CompletionStage<List<String>> reclaim(Lease lease) {
    return writer.write(WriteClass.URGENT, new Reclaim(lease));
  }

  @Override
  public CompletionStage<Void> release(Lease lease, Set<Long> underWay) {
    return writer
        .write(WriteClass.URGENT, new Release(lease, Set.copyOf(underWay)))
        .thenAccept(_ -> {});
  }

  @Override
  public CompletionStage<List<Notice>> notices(Lease lease) {
    if (!lease.expires()) {
      return CompletableFuture.completedFuture(List.of());
    }
    String from = heardUntil;
    return writer
        .write(WriteClass.URGENT, session -> Notices.read(session, lease, from))
        .thenApply(
            heard -> {
              heardUntil = heard.until();
              return heard.notices();
            });
  }

  @Override
  public CompletionStage<PlanBatch> plan(Lease lease, PlanRequest request, Planning planning) {
    return writer.write(
        WriteClass.PLAN, request.jobMax(), new Plan(lease, request, planning, clock));
  }

  @Override
  public CompletionStage<List<Start.Result>> start(Lease lease, List<Start> starts) {
    return writer.write(
        WriteClass.URGENT, starts.size(), new StartDurably(lease, List.copyOf(starts)));
  }

  @Override
  public CompletionStage<List<Settled>> settle(Lease lease, List<Settlement> settlements) {
    return writer.write(
        WriteClass.SETTLE, settlements.size(), new Settle(lease, List.copyOf(settlements), clock));
  }

  @Override
  public CompletionStage<Void> spill(Lease lease, List<OpenExecution> executions) {
    return writer
        .write(WriteClass.PLAN, executions.size(), new Spill(lease, List.copyOf(executions)))
        .thenAccept(_ -> {});
  }

  @Override
  public CompletionStage<List<OpenExecution>> claimSpilled(
      Lease lease, int destinationKey, int limit) {
    return writer.write(
        WriteClass.PLAN, limit, new ClaimSpilled(lease, destinationKey, limit, clock));
  }

  @Override
  public CompletionStage<List<OpenExecution>> take(Lease lease, List<Offer> offers) {
    return lease.expires()
        ? writer.write(
            WriteClass.URGENT, offers.size(), new TakeOffered(lease, List.copyOf(offers), clock))
        : CompletableFuture.completedFuture(List.of());
  }

  @Override
  public CompletionStage<List<Offer>> held(Lease lease, long dueUntilMs, int limit) {
    return lease.expires()
        ? writer.write(WriteClass.PLAN, session -> OpenRows.held(session, lease, dueUntilMs, limit))
        : CompletableFuture.completedFuture(List.of());
  }

  @Override
  public CompletionStage<Optional<OpenExecution>> request(
      Lease lease, JobId job, Cause cause, @Nullable ExecutionId replayOf, Caller caller) {
    return writer.write(
        WriteClass.URGENT, new RequestExecution(lease, job, cause, replayOf, clock, caller));
  }

  @Override
  public CompletionStage<Cancelled> cancelWaiting(long executionKey, String reason) {
    return writer.write(WriteClass.URGENT, new CancelWaiting(executionKey, reason, clock));
  }

  @Override
  public CompletionStage<Long> recomputeDue() {
    return RecomputeDue.all(writer, clock).thenApply(RecomputeDue.Count::moved);
  }

  @Override
  public CompletionStage<Long> clockOffsetMs() {
    return database.isShared()
        ? readers.read(new ClockOffset(clock))
        : CompletableFuture.completedFuture(0L);
  }

  @Override
  public CompletionStage<Integer> prune(long beforeMs, long rowsMax, int max) {
    return pruning.prune(beforeMs, rowsMax, max);
  }
}
