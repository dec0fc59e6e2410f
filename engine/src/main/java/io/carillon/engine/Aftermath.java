package io.carillon.engine;

import io.carillon.core.Alert;
import io.carillon.core.ExecutionId;
import io.carillon.core.ExecutionState;
import io.carillon.core.port.Settled;
import io.carillon.core.port.Settlement;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What follows when a move is durable. Confined to the engine's thread. */
final class Aftermath implements Recorder.Acknowledgement {
  private static final Logger LOG = LoggerFactory.getLogger(Aftermath.class);

  private final ActiveJobs jobs;
  private final TimerWheel timer;
  private final Recorder recorder;
  private final Timeline timeline;
  private final EngineListener listener;
  private final Consumer<Ticket> due;

  /**
   * @param due takes an execution whose turn has come
   */
  Aftermath(
      ActiveJobs jobs,
      TimerWheel timer,
      Recorder recorder,
      Timeline timeline,
      EngineListener listener,
      Consumer<Ticket> due) {
    this.jobs = jobs;
    this.timer = timer;
    this.recorder = recorder;
    this.timeline = timeline;
    this.listener = listener;
    this.due = due;
  }

  /** A durable start was written; the call follows. */
  void started(Ticket ticket) {
    tell(ticket, Moves.running(ticket, ticket.startedAtMs));
  }

  @Override
  public void recorded(Ticket ticket, Settlement settlement, Settled settled) {
    if (settled.applied()) {
      tell(ticket, settlement);
      Alert alert = settled.alert();
      if (alert != null) {
        listener.alerted(alert);
      }
    } else {
      LOG.atWarn()
          .addKeyValue("executionId", new ExecutionId(ticket.executionKey))
          .addKeyValue("jobId", ticket.job.snapshot.id())
          .log("stale move to {}: the row had moved on", settlement.to());
    }
    switch (settlement.to()) {
      case RUNNING -> running(ticket, settled.applied());
      case RETRYING -> retrying(ticket, settlement, settled.applied());
      case SKIPPED -> skipped(ticket, settlement, settled.applied());
      case SUCCESS, FAILED, CANCELLED -> ended(ticket, settlement, settled.applied());
      case PENDING -> throw new IllegalStateException("nothing moves to PENDING");
    }
  }

  /**
   * A call that was taken back meanwhile, as it had no connection, is made again after a durable
   * start: this one may be another version's, and has not its job's turn.
   */
  private static void running(Ticket ticket, boolean applied) {
    boolean isTakenBack =
        ticket.place != Ticket.Place.IN_FLIGHT && ticket.place != Ticket.Place.LEAVING;
    ticket.running = applied;
    ticket.unsure |= applied && isTakenBack;
  }

  private void retrying(Ticket ticket, Settlement settlement, boolean applied) {
    if (!applied) {
      ended(ticket, settlement, false);
      return;
    }
    ticket.running = false;
    ticket.retryCount = settlement.retryCount();
    String stop = ticket.stopReason();
    if (settlement.keepHeld()) {
      ticket.heldDueAtMs = settlement.nextAttemptAtMs();
      ticket.dueAtMs = settlement.nextAttemptAtMs() + timeline.aheadMs();
      if (stop != null) {
        recorder.end(ticket, ExecutionState.CANCELLED, stop);
      } else {
        timer.add(ticket);
      }
    } else {
      jobs.release(ticket);
    }
  }

  /** When the row had moved on and we were unsure, it was started: then it ends as never called. */
  private void skipped(Ticket ticket, Settlement settlement, boolean applied) {
    if (applied || !ticket.unsure) {
      ended(ticket, settlement, applied);
      return;
    }
    ticket.unsure = false;
    recorder.end(ticket, ExecutionState.FAILED, "not called: " + settlement.error());
  }

  private void ended(Ticket ticket, Settlement settlement, boolean applied) {
    if (applied && settlement.to() == ExecutionState.CANCELLED) {
      Cancels.ended(ticket);
    }
    ActiveJob job = ticket.job;
    jobs.release(ticket);
    Ticket next = job.queuedOne;
    if (next != null && next.place == Ticket.Place.TIMER) {
      timer.remove(next);
      due.accept(next);
    }
  }

  private void tell(Ticket ticket, Settlement move) {
    boolean firstEnded =
        switch (move.to()) {
          case RETRYING -> move.retryCount() == 1;
          case SUCCESS, FAILED, CANCELLED -> move.retryCount() == 0;
          case RUNNING, SKIPPED, PENDING -> false;
        };
    listener.moved(
        new EngineListener.Moved(
            ticket.executionKey,
            ticket.called != null ? ticket.called : ticket.job.snapshot,
            ticket.cause,
            move.scheduledAtMs(),
            move.to(),
            move.retryCount(),
            move.startedAtMs(),
            move.endedAtMs(),
            move.httpStatus(),
            move.durationMs(),
            firstEnded && move.startedAtMs() > 0 ? move.startedAtMs() - move.scheduledAtMs() : -1,
            move.error()));
  }
}
