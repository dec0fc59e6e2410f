package io.carillon.server.retention;

import io.carillon.core.Clock;
import io.carillon.core.port.Ledger;
import io.carillon.server.config.RetentionConfig;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has old executions deleted: one stretch of them after the other while there is something to
 * delete, otherwise one in a while. Thread-safe.
 */
public final class Pruner implements AutoCloseable {
  /** A stretch: ten seconds of a busy node, so that several executions of a job are in it. */
  static final int STRETCH_MAX = 300_000;

  private static final long START_MS = 5_000;
  private static final long IDLE_MS = 30_000;
  private static final long BUSY_PAUSE_MS = 1;
  private static final Logger LOG = LoggerFactory.getLogger(Pruner.class);

  private final RetentionConfig config;
  private final Ledger ledger;
  private final Clock clock;
  private final long idleMs;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> Thread.ofPlatform().daemon().name("pruner").unstarted(work));

  public Pruner(RetentionConfig config, Ledger ledger, Clock clock) {
    this(config, ledger, clock, IDLE_MS);
  }

  Pruner(RetentionConfig config, Ledger ledger, Clock clock, long idleMs) {
    this.config = config;
    this.ledger = ledger;
    this.clock = clock;
    this.idleMs = idleMs;
  }

  /** Begins soon, or a node that starts often would delete nothing. */
  public void start() {
    again(Math.min(START_MS, idleMs));
  }

  private void step() {
    long beforeMs = clock.wallMs() - config.age().toMillis();
    ledger
        .clockOffsetMs()
        .thenCompose(offsetMs -> prune(beforeMs, offsetMs))
        .whenComplete(
            (pruned, failure) -> {
              if (failure != null) {
                LOG.debug("pruning failed and is tried again", failure);
                again(idleMs);
              } else {
                again(pruned < STRETCH_MAX ? idleMs : BUSY_PAUSE_MS);
              }
            });
  }

  /**
   * By a clock that is far ahead everything would be old.
   *
   * @param offsetMs of the clock that the instant was taken from, measured after that
   */
  private CompletionStage<Integer> prune(long beforeMs, long offsetMs) {
    return Math.abs(offsetMs) > Ledger.CLOCK_OFFSET_MS_MAX
        ? CompletableFuture.completedFuture(0)
        : ledger.prune(beforeMs, config.rowsMax(), STRETCH_MAX);
  }

  private void again(long delayMs) {
    try {
      ScheduledFuture<?> _ = thread.schedule(this::step, delayMs, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException _) {
      // Closing.
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
