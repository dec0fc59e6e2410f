package io.carillon.engine;

import io.carillon.core.Caller;
import io.carillon.core.Cause;
import io.carillon.core.Clock;
import io.carillon.core.ExecutionId;
import io.carillon.core.JobId;
import io.carillon.core.JobSnapshot;
import io.carillon.core.port.ChangeResult;
import io.carillon.core.port.Invoker;
import io.carillon.core.port.Lease;
import io.carillon.core.port.Ledger;
import io.carillon.core.port.NodeLoad;
import io.carillon.core.port.NodeLoad.Vitals;
import io.carillon.core.port.OpenExecution;
import io.carillon.core.port.ReadyQueue;
import io.carillon.core.port.StoreUnavailable;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;
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
  private static final String STOPPING = "the node is stopping";
  private static final String TERM_ENDED = "another node has ended the term of this one";

  /** How long to wait at least for the engine to say that nothing is under way. */
  private static final long STOP_MS = 100;

  private final EngineConfig config;
  private final Ledger ledger;
  private final @Nullable ReadyQueue queue;
  private final Supplier<Vitals> vitals;
  private final IntUnaryOperator namespaceInFlightMax;
  private final EngineListener listener;
  private final Clock clock;
  private final Invoker invoker;
  private final Thread thread;

  /** How to refuse each answer that somebody waits for. */
  private final Set<Consumer<Throwable>> asked = ConcurrentHashMap.newKeySet();

  private volatile EngineStatus status = EngineStatus.NONE;
  private volatile NodeLoad load = NodeLoad.NONE;
  private volatile Turn turn;
  private volatile boolean halted;
  private @Nullable CompletableFuture<Boolean> drained;
  private boolean takingOver;
  private long takeOverAtUpMs;
  private long publishAtUpMs;

  /**
   * @param queue carries offers from nodes that do not call to those that do; null: they go through
   *     the store
   * @param vitals how the process does
   * @param namespaceInFlightMax how many calls of a namespace, by its key, may be under way on this
   *     node; asked for each call
   */
  public Engine(
      EngineConfig config,
      Clock clock,
      Ledger ledger,
      @Nullable ReadyQueue queue,
      Invoker invoker,
      Supplier<Vitals> vitals,
      IntUnaryOperator namespaceInFlightMax,
      EngineListener listener) {
    this.config = config;
    this.ledger = ledger;
    this.queue = queue;
    this.vitals = vitals;
    this.namespaceInFlightMax = namespaceInFlightMax;
    this.listener = new GuardedListener(listener);
    this.clock = clock;
    this.invoker = invoker;
    this.turn = newTurn();
    this.thread = Thread.ofPlatform().name("engine").daemon().unstarted(this::loop);
  }

  private Turn newTurn() {
    return new Turn(
        config,
        clock,
        ledger,
        queue,
        invoker,
        vitals,
        namespaceInFlightMax,
        listener,
        new SplittableRandom());
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
    CompletionStage<ChangeResult> answer = ask(it -> turn.changes.begin(job, change, it));
    return answer.whenComplete((_, _) -> planSoon());
  }

  /** A job was created or changed that may be due soon. */
  public void planSoon() {
    Turn current = turn;
    current.mailbox.post(current.planner::planSoon);
  }

  /**
   * Makes an execution that somebody asked for, due now. Empty for an unknown job.
   *
   * @param replayOf the execution that is replayed, or null
   * @param caller who asks
   */
  public CompletionStage<Optional<OpenExecution>> request(
      JobId job, Cause cause, @Nullable ExecutionId replayOf, Caller caller) {
    return ask(answer -> turn.requests.request(turn.lease(), job, cause, replayOf, caller, answer));
  }

  /** Ends an execution that is not terminal: a waiting one is not sent, a call is aborted. */
  public CompletionStage<Ledger.Cancelled> cancel(JobId job, ExecutionId execution) {
    return ask(answer -> turn.cancels.cancel(job, execution, answer));
  }

  /** Has the engine's thread work out an answer. */
  private <T> CompletableFuture<T> ask(Consumer<CompletableFuture<T>> question) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    Consumer<Throwable> refusal = answer::completeExceptionally;
    asked.add(refusal);
    var _ = answer.whenComplete((_, _) -> asked.remove(refusal));
    Turn current = turn;
    current.mailbox.post(() -> question.accept(answer));
    if (halted) {
      refuse(STOPPING);
    } else if (turn != current) {
      answer.completeExceptionally(new StoreUnavailable(TERM_ENDED));
    }
    return answer;
  }

  private void refuse(String reason) {
    asked.forEach(refusal -> refusal.accept(new StoreUnavailable(reason)));
  }

  /** What the engine is doing; at most some milliseconds old while its thread runs. */
  public EngineStatus status() {
    return status;
  }

  /** What the node has to do; as old as {@link #status}. */
  public NodeLoad load() {
    return load;
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
      refuse(STOPPING);
      return true;
    }
    boolean clean = await(Math.max(STOP_MS, grace.toMillis()), false);
    if (!clean) {
      await(FLUSH_MS, true);
    }
    release();
    halted = true;
    turn.mailbox.post(() -> {});
    try {
      thread.join(FLUSH_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    refuse(STOPPING);
    return clean;
  }

  private boolean await(long ms, boolean abort) {
    CompletableFuture<Boolean> quiet = new CompletableFuture<>();
    turn.mailbox.post(
        () -> {
          turn.stop();
          drained = quiet;
          if (abort) {
            turn.attempts.abandon();
            turn.jobs.forEach(Attempts::abort);
          }
        });
    try {
      return quiet.completeOnTimeout(false, ms, TimeUnit.MILLISECONDS).join();
    } catch (RuntimeException e) {
      return false;
    }
  }

  /** Lets other nodes go on with what is left. */
  private void release() {
    CompletableFuture<Void> released = new CompletableFuture<>();
    turn.mailbox.post(() -> turn.release().whenComplete((_, _) -> released.complete(null)));
    try {
      released.completeOnTimeout(null, FLUSH_MS, TimeUnit.MILLISECONDS).join();
    } catch (RuntimeException e) {
      LOG.warn("what the node held is taken over when its lease has expired", e);
    }
  }

  /** The term is lost: a new one is asked for. */
  private void beginAnew() {
    Turn ended = turn;
    turn = newTurn();
    refuse(TERM_ENDED);
    ended.giveWayTo(turn);
    takeOverAtUpMs = 0;
  }

  private void loop() {
    while (!halted) {
      try {
        int work = turn.run();
        if (turn.keeper.isLost() && drained == null) {
          beginAnew();
          publishAtUpMs = 0;
          continue;
        }
        long upMs = turn.timeline.upMs();
        if (turn.lease() == null && !takingOver && upMs >= takeOverAtUpMs) {
          takeOver();
        }
        if (upMs >= publishAtUpMs) {
          publishAtUpMs = upMs + STATUS_INTERVAL_MS;
          publish();
        }
        if (work == 0) {
          signalWhenDrained();
          long waitNanos = turn.idleNanos(IDLE_MS);
          if (waitNanos > 0) {
            turn.mailbox.await(waitNanos);
          }
        }
      } catch (RuntimeException e) {
        LOG.error("a turn of the engine failed; it goes on with the next", e);
      }
    }
  }

  private void takeOver() {
    takingOver = true;
    Turn current = turn;
    long askedUpMs = current.timeline.upMs();
    current.mailbox.ask(
        () -> ledger.takeOver(config.nodeName()),
        takeover -> {
          takingOver = false;
          current.takeOver(takeover, askedUpMs);
        },
        error -> {
          takingOver = false;
          takeOverAtUpMs = current.timeline.upMs() + TAKE_OVER_RETRY_MS;
          listener.storeFailed(StoreOperation.TAKE_OVER, error);
        });
  }

  private void signalWhenDrained() {
    CompletableFuture<Boolean> waiter = drained;
    boolean isDrained = turn.dispatcher.inFlight() == 0 && turn.recorder.backlog() == 0;
    if (waiter != null && (isDrained || turn.keeper.isLost())) {
      waiter.complete(true);
    }
  }

  private void publish() {
    load = turn.load();
    long nowMs = turn.timeline.nowMs();
    Lease lease = turn.lease();
    long until = turn.planner.plannedUntilMs();
    status =
        new EngineStatus(
            lease == null ? 0 : lease.term(),
            turn.isPlanning(),
            turn.isSending(),
            nowMs,
            turn.planner.plannedAtMs(),
            until == 0 ? 0 : until - nowMs,
            turn.dispatcher.inFlight(),
            turn.timer.size(),
            turn.dispatcher.waiting(),
            turn.offers.size(),
            turn.spiller.spilled(),
            turn.recorder.backlog(),
            turn.offers.isDown() || turn.taker.isDown(),
            turn.keeper.isClockOff());
  }
}
