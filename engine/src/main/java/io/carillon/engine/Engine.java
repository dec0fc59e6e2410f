package io.carillon.engine;

import io.carillon.core.Cause;
import io.carillon.core.Clock;
import io.carillon.core.ExecutionId;
import io.carillon.core.JobId;
import io.carillon.core.JobSnapshot;
import io.carillon.core.port.ChangeResult;
import io.carillon.core.port.Invoker;
import io.carillon.core.port.Lease;
import io.carillon.core.port.Ledger;
import io.carillon.core.port.OpenExecution;
import io.carillon.core.port.StoreUnavailable;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plans, waits, sends, records: the scheduler of one node, on a thread of its own. All methods are
 * thread-safe and none but {@link #close} waits.
 */
public final class Engine implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
  private static final long IDLE_MS = 50;
  private static final long STATUS_INTERVAL_MS = 10;
  private static final long TAKE_OVER_RETRY_MS = 500;
  private static final long FLUSH_MS = 3_000;

  /** The wall clock's milliseconds have no fraction: near a due time it is read this often. */
  private static final long FINE_WAIT_NANOS = 200_000;

  private final EngineConfig config;
  private final Ledger ledger;
  private final EngineListener listener;
  private final Turn turn;
  private final Cancels cancels;
  private final Thread thread;
  private volatile EngineStatus status = new EngineStatus(0, false, false, 0, 0, 0, 0, 0, 0, 0, 0);
  private volatile boolean halted;
  private volatile @Nullable CompletableFuture<Boolean> drained;
  private boolean takingOver;
  private long takeOverAtMs;

  public Engine(
      EngineConfig config, Clock clock, Ledger ledger, Invoker invoker, EngineListener listener) {
    this.config = config;
    this.ledger = ledger;
    this.listener = listener;
    this.turn = new Turn(config, clock, ledger, invoker, listener, new SplittableRandom());
    this.cancels = new Cancels(turn, ledger, clock);
    this.thread = Thread.ofPlatform().name("engine").daemon().unstarted(this::loop);
  }

  /** Begins: takes over what an earlier term left, then plans and sends. */
  public void start() {
    thread.start();
  }

  /**
   * Changes a job through the store while nothing of it is sent, then drops from memory what the
   * change removed.
   *
   * @param job the job as it was read
   * @param change the store's operation; called at most once, on the engine's thread
   */
  public CompletionStage<ChangeResult> change(
      JobSnapshot job, Supplier<CompletionStage<ChangeResult>> change) {
    CompletableFuture<ChangeResult> answer = new CompletableFuture<>();
    turn.mailbox.post(
        () -> {
          turn.changes.begin(job, change, answer);
          turn.planner.planSoon();
        });
    return answer.whenComplete((result, error) -> planSoon());
  }

  /** A job was created or changed that may be due soon. */
  public void planSoon() {
    turn.mailbox.post(turn.planner::planSoon);
  }

  /**
   * Makes an execution that somebody asked for, due now. Empty for an unknown job.
   *
   * @param replayOf the execution that is replayed, or null
   */
  public CompletionStage<Optional<OpenExecution>> request(
      JobId job, Cause cause, @Nullable ExecutionId replayOf) {
    CompletableFuture<Optional<OpenExecution>> answer = new CompletableFuture<>();
    turn.mailbox.post(
        () -> {
          Lease lease = turn.lease();
          if (lease == null) {
            answer.completeExceptionally(new StoreUnavailable("the node has not started yet"));
            return;
          }
          ledger
              .request(lease, job, cause, replayOf)
              .whenComplete(
                  (execution, error) ->
                      turn.mailbox.post(() -> requested(answer, execution, error)));
        });
    return answer;
  }

  private void requested(
      CompletableFuture<Optional<OpenExecution>> answer,
      Optional<OpenExecution> execution,
      @Nullable Throwable error) {
    if (error != null) {
      answer.completeExceptionally(Failures.unwrap(error));
    } else {
      execution.ifPresent(turn::admit);
      answer.complete(execution);
    }
  }

  /** Ends an execution that is not terminal: a waiting one is not sent, a call is aborted. */
  public CompletionStage<Ledger.Cancelled> cancel(JobId job, ExecutionId execution) {
    CompletableFuture<Ledger.Cancelled> answer = new CompletableFuture<>();
    turn.mailbox.post(() -> cancels.cancel(job, execution, answer));
    return answer;
  }

  /** What the engine is doing; at most some milliseconds old while its thread runs. */
  public EngineStatus status() {
    return status;
  }

  /** As {@link #close(Duration)} with no time for calls under way. */
  @Override
  public void close() {
    close(Duration.ZERO);
  }

  /**
   * Stops: plans and sends nothing more, waits for calls under way, then aborts the rest and leaves
   * them to the next term, and makes every known outcome durable, within a bound of its own.
   *
   * @param grace how long to wait for calls under way
   * @return whether every call ended by itself
   */
  public boolean close(Duration grace) {
    if (!thread.isAlive()) {
      halted = true;
      return true;
    }
    boolean clean = await(grace.toMillis(), false);
    if (!clean) {
      await(FLUSH_MS, true);
    }
    halted = true;
    turn.mailbox.post(() -> {});
    try {
      thread.join(FLUSH_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return clean;
  }

  private boolean await(long ms, boolean abort) {
    CompletableFuture<Boolean> quiet = new CompletableFuture<>();
    drained = quiet;
    turn.mailbox.post(
        () -> {
          turn.stop();
          if (abort) {
            turn.sender.abandon();
            turn.jobs.forEach(Sender::abort);
          }
        });
    try {
      return quiet.completeOnTimeout(false, ms, TimeUnit.MILLISECONDS).join();
    } catch (RuntimeException e) {
      return false;
    }
  }

  private void loop() {
    while (!halted) {
      try {
        int work = turn.run();
        long nowMs = turn.timeline.nowMs();
        if (turn.lease() == null && !takingOver && nowMs >= takeOverAtMs) {
          takeOver(nowMs);
        }
        publish(nowMs);
        if (work == 0) {
          signalWhenDrained();
          long waitMs = turn.nextRunMs(nowMs + IDLE_MS) - nowMs;
          if (waitMs > 0) {
            turn.mailbox.await(Math.max(FINE_WAIT_NANOS, (waitMs - 1) * 1_000_000));
          }
        }
      } catch (RuntimeException e) {
        LOG.error("a turn of the engine failed; it goes on with the next", e);
      }
    }
  }

  private void takeOver(long nowMs) {
    takingOver = true;
    ledger
        .takeOver(config.nodeName())
        .whenComplete(
            (takeover, error) ->
                turn.mailbox.post(
                    () -> {
                      takingOver = false;
                      if (error == null) {
                        turn.takeOver(takeover);
                      } else {
                        takeOverAtMs = nowMs + TAKE_OVER_RETRY_MS;
                        listener.storeFailed("take over", error);
                      }
                    }));
  }

  private void signalWhenDrained() {
    CompletableFuture<Boolean> waiter = drained;
    if (waiter != null && turn.dispatcher.inFlight() == 0 && turn.recorder.backlog() == 0) {
      waiter.complete(true);
    }
  }

  private void publish(long nowMs) {
    if (nowMs - status.lastTurnAtMs() < STATUS_INTERVAL_MS) {
      return;
    }
    Lease lease = turn.lease();
    long until = turn.planner.plannedUntilMs();
    status =
        new EngineStatus(
            lease == null ? 0 : lease.term(),
            lease != null && turn.planner.isHealthy(),
            turn.isSending(),
            nowMs,
            turn.planner.plannedAtMs(),
            until == 0 ? 0 : until - nowMs,
            turn.dispatcher.inFlight(),
            turn.timer.size(),
            turn.dispatcher.waiting(),
            turn.dispatcher.spilled(),
            turn.recorder.backlog());
  }
}
