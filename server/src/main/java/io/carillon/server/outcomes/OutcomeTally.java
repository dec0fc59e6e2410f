package io.carillon.server.outcomes;

import io.carillon.core.ExecutionState;
import io.carillon.core.JobSnapshot;
import io.carillon.core.port.OutcomeCounts;
import io.carillon.core.port.OutcomeCounts.Added;
import io.carillon.core.port.OutcomeCounts.Counts;
import io.carillon.core.port.Planning.SkippedRun;
import io.carillon.engine.EngineListener;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts how executions end, by the minute that they were due in, and hands the counts to the
 * store. What the store does not take is handed to it again. Thread-safe.
 */
public final class OutcomeTally implements EngineListener, AutoCloseable {
  /** How often {@link #flush} is to be called. */
  public static final Duration PAUSE = Duration.ofSeconds(10);

  /** So many counts are told apart by destination between two flushes. */
  static final int SLOTS_MAX = 100_000;

  private static final long CLOSE_MS_MAX = 2_000;
  private static final Logger LOG = LoggerFactory.getLogger(OutcomeTally.class);

  private final OutcomeCounts store;
  private Map<Slot, Counts> tally = new HashMap<>();
  private CompletableFuture<Void> flushing = CompletableFuture.completedFuture(null);

  public OutcomeTally(OutcomeCounts store) {
    this.store = store;
  }

  /**
   * What is counted apart.
   *
   * @param destinationKey 0 for those that are not told apart
   */
  record Slot(long minuteMs, int namespaceKey, int destinationKey) {
    Slot withoutDestination() {
      return new Slot(minuteMs, namespaceKey, 0);
    }
  }

  @Override
  public void moved(Moved move) {
    if (move.to().isTerminal()) {
      add(move.job(), move.scheduledAtMs(), move.to(), 1);
    }
  }

  @Override
  public void skipped(JobSnapshot job, SkippedRun run) {
    add(job, run.fromMs(), ExecutionState.SKIPPED, run.count());
  }

  private synchronized void add(
      JobSnapshot job, long scheduledAtMs, ExecutionState outcome, long count) {
    long minuteMs = scheduledAtMs - Math.floorMod(scheduledAtMs, OutcomeCounts.MINUTE_MS);
    Slot slot = new Slot(minuteMs, job.namespaceKey(), job.destinationKey());
    add(slot, Counts.of(outcome, count));
  }

  private void add(Slot slot, Counts counts) {
    boolean isTold = tally.size() < SLOTS_MAX || tally.containsKey(slot);
    tally.merge(isTold ? slot : slot.withoutDestination(), counts, Counts::plus);
  }

  /** Hands what was counted to the store, unless an earlier flush is under way. Never fails. */
  public CompletionStage<Void> flush() {
    CompletableFuture<Void> flushed = new CompletableFuture<>();
    Map<Slot, Counts> taken;
    synchronized (this) {
      if (!flushing.isDone() || tally.isEmpty()) {
        return flushing;
      }
      flushing = flushed;
      taken = tally;
      tally = new HashMap<>();
    }
    Map<Slot, Counts> bounded = Leading.of(taken);
    CompletionStage<Void> _ =
        store
            .add(bounded.entrySet().stream().map(OutcomeTally::added).toList())
            .whenComplete(
                (_, failure) -> {
                  if (failure != null) {
                    LOG.debug("counts of outcomes were not stored; they are kept", failure);
                    putBack(bounded);
                  }
                  flushed.complete(null);
                });
    return flushed;
  }

  private static Added added(Map.Entry<Slot, Counts> entry) {
    Slot slot = entry.getKey();
    return new Added(slot.minuteMs, slot.namespaceKey, slot.destinationKey, entry.getValue());
  }

  private synchronized void putBack(Map<Slot, Counts> taken) {
    taken.forEach(this::add);
  }

  /** Hands over what is left, if the store takes it soon. */
  @Override
  public void close() {
    try {
      for (int i = 0; i < 2; i++) { // The first may be one that was under way.
        flush().toCompletableFuture().get(CLOSE_MS_MAX, TimeUnit.MILLISECONDS);
      }
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("the last counts of outcomes were not stored", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
