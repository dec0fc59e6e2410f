package io.carillon.engine;

import io.carillon.core.port.Lease;
import io.carillon.core.port.Ledger;
import io.carillon.core.port.OpenExecution;
import io.carillon.core.port.PlanBatch;
import io.carillon.core.port.PlanRequest;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Claims what will be due soon, round after round: one transaction under way at a time, the next at
 * once while there is more, otherwise after a pause. Confined to the engine's thread.
 */
final class Planner {
  /** Jobs claimed in one transaction: a few milliseconds of the writer's time. */
  static final int JOB_MAX = 500;

  /** Waiting executions claimed in one transaction. */
  static final int WAITING_MAX = 1_000;

  private static final long FAILED_PAUSE_MS = 500;
  private static final Logger LOG = LoggerFactory.getLogger(Planner.class);

  private final EngineConfig config;
  private final Ledger ledger;
  private final Mailbox mailbox;
  private final Timeline timeline;
  private final EngineListener listener;
  private final Consumer<OpenExecution> admit;
  private final LongConsumer cameBack;
  private boolean underWay;
  private boolean isTimeWrong;
  private boolean wanted = true;
  private boolean stopped;
  private boolean healthy = true;
  private long nextRoundAtUpMs;
  private long plannedAtMs;
  private long plannedUntilMs;

  /**
   * @param admit takes each execution that is now in this node's hands
   * @param cameBack hears before that of each that may have been in its hands before
   */
  Planner(
      EngineConfig config,
      Ledger ledger,
      Mailbox mailbox,
      Timeline timeline,
      EngineListener listener,
      Consumer<OpenExecution> admit,
      LongConsumer cameBack) {
    this.config = config;
    this.ledger = ledger;
    this.mailbox = mailbox;
    this.timeline = timeline;
    this.listener = listener;
    this.admit = admit;
    this.cameBack = cameBack;
    this.stopped = !config.roles().plans();
  }

  /** Asks for a round without a pause. */
  void planSoon() {
    wanted = true;
  }

  /** The clock was ahead: jobs would be silent until it gets again to where it was. */
  void timeWasWrong() {
    isTimeWrong = true;
  }

  void stop() {
    stopped = true;
  }

  /** Begins a round when it is time and there is room; returns whether it did. */
  boolean step(Lease lease, int held) {
    long upMs = timeline.upMs();
    if (underWay || stopped || (upMs < nextRoundAtUpMs && !(wanted && healthy))) {
      return false;
    }
    nextRoundAtUpMs = upMs + config.planIntervalMs();
    if (held >= config.heldMax()) {
      return false;
    }
    underWay = true;
    if (isTimeWrong) {
      recompute();
      return true;
    }
    wanted = false;
    long wallMs = timeline.wallMs();
    long untilMs = wallMs + config.claimAheadMs();
    long startedNanos = timeline.nanos();
    var request = new PlanRequest(untilMs, JOB_MAX, WAITING_MAX);
    mailbox.ask(
        () -> ledger.plan(lease, request, new PlanningRules(config, wallMs)),
        batch -> succeeded(batch, wallMs, untilMs, startedNanos),
        error -> failed(StoreOperation.PLAN, error));
    return true;
  }

  private void recompute() {
    mailbox.ask(
        ledger::recomputeDue,
        moved -> {
          underWay = false;
          isTimeWrong = false;
          wanted = true;
          LOG.warn("the clock was set back: {} jobs fire next at another time", moved);
        },
        error -> failed(StoreOperation.RECOMPUTE, error));
  }

  /** When the next round is due, if nobody asks for one before; see {@link Timeline#upMs}. */
  long nextRoundAtUpMs() {
    return underWay || stopped ? Long.MAX_VALUE : nextRoundAtUpMs;
  }

  boolean isHealthy() {
    return healthy;
  }

  /** Wall time of the last round that succeeded, or 0. */
  long plannedAtMs() {
    return plannedAtMs;
  }

  /** Up to when everything is planned, epoch milliseconds, or 0. */
  long plannedUntilMs() {
    return plannedUntilMs;
  }

  private void succeeded(PlanBatch batch, long wallMs, long untilMs, long startedNanos) {
    underWay = false;
    healthy = true;
    plannedAtMs = wallMs;
    if (batch.more()) {
      wanted = true;
    } else {
      plannedUntilMs = untilMs;
    }
    batch.planned().forEach(admit);
    for (OpenExecution execution : batch.claimed()) {
      cameBack.accept(execution.executionKey());
      admit.accept(execution);
    }
    if (batch.jobs() > 0 || !batch.claimed().isEmpty()) {
      listener.planned(batch.planned().size(), batch.jobs(), timeline.nanos() - startedNanos);
    }
    batch.skipped().forEach(each -> listener.skipped(each.job(), each.run()));
  }

  private void failed(StoreOperation operation, Throwable error) {
    underWay = false;
    healthy = false;
    nextRoundAtUpMs = timeline.upMs() + FAILED_PAUSE_MS;
    listener.storeFailed(operation, error);
  }
}
