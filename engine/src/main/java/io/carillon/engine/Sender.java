package io.carillon.engine;

import io.carillon.core.DeliveryType;
import io.carillon.core.ExecutionState;
import io.carillon.core.OverlapPolicy;
import io.carillon.core.port.Start;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes an execution from its slot to its call, with a durable start before it where that is
 * needed. Confined to the engine's thread.
 */
final class Sender {
  /** Pause before an execution is offered again whose turn or durable start could not be had. */
  static final long AGAIN_MS = 250;

  private final Timeline timeline;
  private final Recorder recorder;
  private final Starter starter;
  private final Attempts attempts;
  private final BooleanSupplier mayCall;
  private final Consumer<Ticket> freeSlot;
  private final Consumer<Ticket> delay;
  private final Consumer<Ticket> forget;

  /**
   * @param mayCall whether the node's lease lasts
   * @param freeSlot takes the ticket's slot back
   * @param delay puts the ticket into the timer, by its dueAtMs
   * @param forget lets the ticket go without a move
   */
  Sender(
      Timeline timeline,
      Recorder recorder,
      Starter starter,
      Attempts attempts,
      BooleanSupplier mayCall,
      Consumer<Ticket> freeSlot,
      Consumer<Ticket> delay,
      Consumer<Ticket> forget) {
    this.timeline = timeline;
    this.recorder = recorder;
    this.starter = starter;
    this.attempts = attempts;
    this.mayCall = mayCall;
    this.freeSlot = freeSlot;
    this.delay = delay;
    this.forget = forget;
  }

  /** Sends an execution that holds a slot, unless it is too late for its start deadline. */
  void send(Ticket ticket) {
    var job = ticket.job.snapshot;
    if (ticket.isUnsent()) {
      long latestMs = ticket.scheduledAtMs + job.definition().startDeadlineMs();
      if (timeline.nowMs() > latestMs) {
        end(ticket, ExecutionState.SKIPPED, Attempts.expiry(job.definition()));
        return;
      }
      ticket.latestStartMs = latestMs - timeline.aheadMs();
    }
    if (ticket.inherited && !Attempts.mayRepeat(ticket)) {
      end(ticket, ExecutionState.FAILED, Attempts.UNKNOWN);
      return;
    }
    ticket.called = job;
    boolean isStarted = ticket.running && !ticket.inherited;
    if (ticket.unsure || (job.needsDurableStart() && !isStarted)) {
      starter.add(ticket);
    } else {
      attempts.call(ticket);
    }
  }

  /** Hears what became of a durable start; null: the store could not decide. */
  void started(Ticket ticket, Start.@Nullable Result result) {
    if (result == Start.Result.STARTED) {
      ticket.running = true;
      ticket.inherited = false;
      ticket.unsure = false;
    } else if (result == null) {
      ticket.unsure = true;
    }
    String stop = ticket.stopReason();
    if (stop != null) {
      stopped(ticket, result, stop);
      return;
    }
    switch (result) {
      case STARTED -> {
        if (attempts.isAbandoning()) {
          abandonStarted(ticket);
        } else if (!mayCall.getAsBoolean()) {
          ticket.unsure = true; // By the next time the start may be another version's.
          again(ticket);
        } else {
          attempts.call(ticket);
        }
      }
      case OVERLAPS -> overlaps(ticket);
      case OUTDATED -> again(ticket); // What has changed is heard of in a moment.
      case GONE -> gone(ticket);
      case null -> again(ticket);
    }
  }

  /** The node stops: at least once is sent by the next term, at most once is over. */
  private void abandonStarted(Ticket ticket) {
    if (ticket.called().definition().type() == DeliveryType.ATMOST_ONCE) {
      end(ticket, ExecutionState.FAILED, Attempts.NOT_CALLED);
    } else {
      freeSlot.accept(ticket);
      forget.accept(ticket);
    }
  }

  private void overlaps(Ticket ticket) {
    if (!ticket.isUnsent()) {
      again(ticket); // It was sent when the job allowed overlap, and has to end.
      return;
    }
    var queuedOne = ticket.job.queuedOne;
    boolean mayQueue =
        ticket.called().definition().overlap() == OverlapPolicy.QUEUE_ONE
            && (queuedOne == null || queuedOne == ticket);
    if (mayQueue) {
      ticket.job.queuedOne = ticket;
      again(ticket);
    } else {
      end(ticket, ExecutionState.SKIPPED, "OVERLAP: an earlier execution of the job is unfinished");
    }
  }

  /** The row moved on. When the job was edited meanwhile, the new version is tried. */
  private void gone(Ticket ticket) {
    if (ticket.job.holds > 0 || ticket.called().version() < ticket.job.snapshot.version()) {
      ticket.unsure = true;
      again(ticket);
    } else {
      freeSlot.accept(ticket);
      forget.accept(ticket);
    }
  }

  /** The execution is not to be called. After a pause or delete the store has ended it, if sure. */
  private void stopped(Ticket ticket, Start.@Nullable Result result, String stop) {
    long deadlineMs = ticket.called().definition().startDeadlineMs();
    boolean mayBeOpen =
        ticket.running
            || ticket.unsure
            || ticket.cancelReason != null
            || timeline.nowMs() - ticket.scheduledAtMs > deadlineMs;
    if (result == Start.Result.GONE && !mayBeOpen) {
      freeSlot.accept(ticket);
      forget.accept(ticket);
    } else {
      end(ticket, ExecutionState.CANCELLED, stop);
    }
  }

  private void again(Ticket ticket) {
    freeSlot.accept(ticket);
    ticket.dueAtMs = timeline.wallMs() + timeline.aheadMs() + AGAIN_MS;
    delay.accept(ticket);
  }

  /** Ends an execution that holds a slot without a call. */
  private void end(Ticket ticket, ExecutionState to, String error) {
    freeSlot.accept(ticket);
    recorder.end(ticket, to, error);
  }
}
