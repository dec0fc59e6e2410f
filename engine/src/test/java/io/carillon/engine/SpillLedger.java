package io.carillon.engine;

import io.carillon.core.Caller;
import io.carillon.core.Cause;
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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A ledger that only spills and claims, and whose answers the test gives. */
final class SpillLedger implements Ledger {
  final List<List<OpenExecution>> spills = new ArrayList<>();
  final List<Integer> asked = new ArrayList<>();
  final List<Integer> limits = new ArrayList<>();
  final ArrayDeque<CompletableFuture<List<OpenExecution>>> claimAnswers = new ArrayDeque<>();
  private final ArrayDeque<CompletableFuture<Void>> spillAnswers = new ArrayDeque<>();
  int claims;

  @SuppressWarnings("NullAway") // the port's Void has no other value
  void answerSpill(@Nullable Throwable error) {
    CompletableFuture<Void> answer = spillAnswers.removeFirst();
    if (error == null) {
      answer.complete(null);
    } else {
      answer.completeExceptionally(error);
    }
  }

  @Override
  public CompletionStage<Void> spill(Lease lease, List<OpenExecution> executions) {
    spills.add(List.copyOf(executions));
    CompletableFuture<Void> answer = new CompletableFuture<>();
    spillAnswers.add(answer);
    return answer;
  }

  @Override
  public CompletionStage<List<OpenExecution>> claimSpilled(
      Lease lease, int destinationKey, int limit) {
    claims++;
    asked.add(destinationKey);
    limits.add(limit);
    CompletableFuture<List<OpenExecution>> answer = new CompletableFuture<>();
    claimAnswers.add(answer);
    return answer;
  }

  @Override
  public CompletionStage<Takeover> takeOver(String nodeName) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletionStage<Renewal> renew(Lease lease, NodeLoad load) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletionStage<List<String>> reclaim(Lease lease) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletionStage<Void> release(Lease lease, Set<Long> underWay) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletionStage<List<Notice>> notices(Lease lease) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletionStage<PlanBatch> plan(Lease lease, PlanRequest request, Planning planning) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletionStage<List<Start.Result>> start(Lease lease, List<Start> starts) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletionStage<List<Settled>> settle(Lease lease, List<Settlement> settlements) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletionStage<List<OpenExecution>> take(Lease lease, List<Offer> offers) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletionStage<List<Offer>> held(Lease lease, long dueUntilMs, int limit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletionStage<Optional<OpenExecution>> request(
      Lease lease, JobId job, Cause cause, @Nullable ExecutionId replayOf, Caller caller) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletionStage<Cancelled> cancelWaiting(long executionKey, String reason) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletionStage<Long> recomputeDue() {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletionStage<Long> clockOffsetMs() {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletionStage<Integer> prune(long beforeMs, long rowsMax, int max) {
    throw new UnsupportedOperationException();
  }
}
