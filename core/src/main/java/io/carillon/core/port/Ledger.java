package io.carillon.core.port;

import io.carillon.core.Cause;
import io.carillon.core.ExecutionId;
import io.carillon.core.JobId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The engine's side of a store: the durable record of executions. Batch first; results come in the
 * order of the arguments. Stages of one caller complete in the order of their commits.
 */
public interface Ledger {
  /**
   * Starts a new term of the node and gives back everything that its earlier terms held: those
   * executions wait in the store and are claimed by {@link #plan}.
   */
  CompletionStage<Takeover> takeOver(String nodeName);

  /**
   * Claims due jobs and waiting executions, plans the jobs by the rule, inserts one row for each
   * occurrence and moves the jobs' next fire on, in one transaction.
   */
  CompletionStage<PlanBatch> plan(Lease lease, PlanRequest request, Planning planning);

  /** Makes starts durable. */
  CompletionStage<List<Start.Result>> start(Lease lease, List<Start> starts);

  /** Records outcomes, attempts and alerts. */
  CompletionStage<List<Settled>> settle(Lease lease, List<Settlement> settlements);

  /**
   * Gives executions back that found no room: they wait in the store until {@link #claimSpilled}.
   */
  CompletionStage<Void> spill(Lease lease, List<OpenExecution> executions);

  /** Claims executions that were spilled, oldest first, at most {@code limit}. */
  CompletionStage<List<OpenExecution>> claimSpilled(Lease lease, int destinationKey, int limit);

  /**
   * Adds an execution that somebody asked for, due now, in the hands of this node. Empty when the
   * job does not exist.
   *
   * @param replayOf the execution that is replayed, or null
   */
  CompletionStage<Optional<OpenExecution>> request(
      Lease lease, JobId job, Cause cause, @Nullable ExecutionId replayOf);

  /** Cancels an execution that waits in the store, in nobody's hands. */
  CompletionStage<Cancelled> cancelWaiting(long executionKey, String reason);

  /**
   * Deletes terminal executions with their attempts and alerts, oldest first, in one short
   * transaction: those scheduled before the instant, and those beyond the row limit.
   *
   * @return how many; fewer than {@code batchMax} when there is nothing more to prune
   */
  CompletionStage<Integer> prune(long beforeMs, long rowsMax, int batchMax);

  /**
   * A new term.
   *
   * @param spilledDestinations keys of destinations that have spilled executions
   */
  record Takeover(Lease lease, List<Integer> spilledDestinations) {}

  /** What became of a cancel. */
  enum Cancelled {
    DONE,
    /** A node holds it: ask the engine. */
    HELD,
    /** It has ended already. */
    ENDED,
    UNKNOWN
  }
}
