package io.carillon.core.port;

import io.carillon.core.Caller;
import io.carillon.core.Cause;
import io.carillon.core.ExecutionId;
import io.carillon.core.JobId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The engine's side of a store: the durable record of executions. Batch first; results come in the
 * order of the arguments. Stages of one caller complete in the order of their commits.
 *
 * <p>A write under an earlier term of the node changes nothing: it answers that it did not apply,
 * with nothing claimed, or ({@link #request}) with {@link StoreUnavailable}.
 *
 * <p>A stage may fail although its commit took place, when only the answer was lost. {@link
 * #takeOver}, {@link #start}, {@link #settle}, {@link #spill} and {@link #prune} may then be asked
 * again as they were and find what stands. {@link #plan}, {@link #claimSpilled}, {@link #take} and
 * {@link #request} may not: what they committed is in the hands of a node that does not know of it,
 * is neither sent nor given out, and is found again by the next {@link #takeOver}, that is when the
 * node starts again. A store that can lose answers therefore has to find out what became of a
 * commit of these before it fails their stage; one in the node's own process cannot lose any.
 */
public interface Ledger {
  /**
   * A node whose clock is further from the store's, milliseconds, neither plans nor deletes: it
   * would do so off time.
   */
  long CLOCK_OFFSET_MS_MAX = 500;

  /**
   * Starts a new term of the node and gives back everything that its earlier terms held: those
   * executions wait in the store and are claimed by {@link #plan}, at their due time or at once.
   */
  CompletionStage<Takeover> takeOver(String nodeName);

  /**
   * Renews the lease, from the moment that the store does it.
   *
   * @param load what the node has to do now
   */
  CompletionStage<Renewal> renew(Lease lease, NodeLoad load);

  /**
   * Ends the terms of nodes whose lease has expired, and gives back what they held, as {@link
   * #takeOver} does. Whoever asks has made sure that they could renew for long enough.
   *
   * @return their names
   */
  CompletionStage<List<String>> reclaim(Lease lease);

  /**
   * Gives back what the node holds, except what is under way, and when nothing is, ends its term.
   *
   * @param underWay keys of executions that it keeps
   */
  CompletionStage<Void> release(Lease lease, Set<Long> underWay);

  /**
   * What other nodes did since the last time, in the order of their commits: what the node's own
   * operations made before this one, and what they claimed, is in its hands by then. Asked for by
   * one caller at a time.
   */
  CompletionStage<List<Notice>> notices(Lease lease);

  /**
   * Claims due jobs and waiting executions, plans the jobs by the rule, inserts one row for each
   * occurrence and moves the jobs' next fire on, in one transaction. A job that the rule throws for
   * is put off for about a minute and keeps what it owes.
   *
   * <p>A claim, here, in {@link #claimSpilled} and in {@link #take}, ends as CANCELLED instead of
   * giving out what may not be called any more: executions of a deleted job, and those that were
   * planned, asked for or called before a pause of their job. But an execution RUNNING that was
   * called at most once is given out in any case: its node records that the outcome is unknown.
   */
  CompletionStage<PlanBatch> plan(Lease lease, PlanRequest request, Planning planning);

  /** Makes starts durable. A start that is repeated succeeds again. */
  CompletionStage<List<Start.Result>> start(Lease lease, List<Start> starts);

  /** Records outcomes, attempts and alerts. A settlement that stands already counts as applied. */
  CompletionStage<List<Settled>> settle(Lease lease, List<Settlement> settlements);

  /**
   * Gives executions back that found no room: they wait in the store until {@link #claimSpilled}.
   */
  CompletionStage<Void> spill(Lease lease, List<OpenExecution> executions);

  /**
   * Claims executions that were spilled, oldest first.
   *
   * @param limit how many at the most, 1 or more; when there are fewer, none is left
   */
  CompletionStage<List<OpenExecution>> claimSpilled(Lease lease, int destinationKey, int limit);

  /**
   * Claims executions that other nodes have offered, where those still have them. Changes nothing
   * where no other node can have the store.
   *
   * @return those that were won; of the rest somebody else has each, or it has ended, or its job is
   *     being changed at this moment
   */
  CompletionStage<List<OpenExecution>> take(Lease lease, List<Offer> offers);

  /**
   * What the node has, as it would offer it, what is due first coming first and of that the lower
   * key. None where no other node can have the store.
   *
   * @param dueUntilMs only what is due at or before this instant, epoch milliseconds
   * @param limit how many at the most, 1 or more; when there are fewer, none is left out
   */
  CompletionStage<List<Offer>> held(Lease lease, long dueUntilMs, int limit);

  /**
   * Adds an execution that somebody asked for, due now, in the hands of this node; a paused job may
   * be asked too. Empty when the job does not exist in the caller's namespace.
   *
   * @param replayOf the execution that is replayed, or null
   * @param caller who asks, which is noted in the same transaction
   */
  CompletionStage<Optional<OpenExecution>> request(
      Lease lease, JobId job, Cause cause, @Nullable ExecutionId replayOf, Caller caller);

  /**
   * Cancels an execution that waits in the store, in nobody's hands, or asks the node that has it
   * to do so.
   *
   * @param reason becomes its error
   */
  CompletionStage<Cancelled> cancelWaiting(long executionKey, String reason);

  /**
   * Computes again when all jobs fire next, from now on: the clock that it was computed by was
   * wrong. What is past or put off stays, and so does what is planned.
   *
   * @return how many jobs fire at another time now
   */
  CompletionStage<Long> recomputeDue();

  /**
   * At least so far the node's clock is ahead of the store's now, milliseconds; less than 0:
   * behind. 0 where the store has no clock of its own.
   */
  CompletionStage<Long> clockOffsetMs();

  /**
   * Deletes the oldest terminal executions with their attempts and alerts: those scheduled before
   * the instant, and those beyond the row limit. Works in short transactions, in any order, so a
   * failure may leave some deleted.
   *
   * @param max the most that are deleted, 1 to 1,048,576
   * @return how many; fewer than {@code max} when there is nothing more to prune
   */
  CompletionStage<Integer> prune(long beforeMs, long rowsMax, int max);

  /**
   * A new term.
   *
   * @param spilledDestinations keys of destinations that have spilled executions
   */
  record Takeover(Lease lease, List<Integer> spilledDestinations) {}

  /** What became of a cancel. */
  enum Cancelled {
    DONE,
    /** This node holds it: ask the engine. */
    HELD,
    /** Another node holds it and was asked. */
    ASKED,
    /** It was cancelled before. */
    CANCELLED,
    /** It has ended otherwise. */
    ENDED,
    UNKNOWN
  }
}
