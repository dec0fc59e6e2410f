package io.carillon.engine;

import io.carillon.core.DeliveryType;
import io.carillon.core.ExecutionState;
import io.carillon.core.OverlapPolicy;
import io.carillon.core.port.Call;
import io.carillon.core.port.Invoker;
import io.carillon.core.port.Outcome;
import io.carillon.core.port.Start;
import java.util.ArrayDeque;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Takes an execution from its slot to its outcome: durable start where needed, the call, the
 * verdict. The only part of the engine that lets calls out. Confined to the engine's thread.
 */
final class Sender {
  /** A call that lasts longer becomes RUNNING in the store; a shorter one is written once. */
  static final long RUNNING_AFTER_MS = 250;

  /** Pause before an execution is offered again whose turn or durable start could not be had. */
  static final long AGAIN_MS = 250;

  static final String UNKNOWN = "the outcome is unknown: the node stopped during the call";

  /** A call that may become RUNNING; stale when the ticket was sent again meanwhile. */
  private record Sent(Ticket ticket, long upMs) {}

  private final EngineConfig config;
  private final Invoker invoker;
  private final Mailbox mailbox;
  private final Timeline timeline;
  private final Recorder recorder;
  private final Starter starter;
  private final RandomGenerator random;
  private final Consumer<Ticket> freeSlot;
  private final Consumer<Ticket> delay;
  private final Consumer<Ticket> forget;
  private final ArrayDeque<Sent> young = new ArrayDeque<>();
  private boolean abandoning;

  /**
   * @param freeSlot takes the ticket's slot back
   * @param delay puts the ticket into the timer, by its dueAtMs
   * @param forget lets the ticket go without a move
   */
  Sender(
      EngineConfig config,
      Invoker invoker,
      Mailbox mailbox,
      Timeline timeline,
      Recorder recorder,
      Starter starter,
      RandomGenerator random,
      Consumer<Ticket> freeSlot,
      Consumer<Ticket> delay,
      Consumer<Ticket> forget) {
    this.config = config;
    this.invoker = invoker;
    this.mailbox = mailbox;
    this.timeline = timeline;
    this.recorder = recorder;
    this.starter = starter;
    this.random = random;
    this.freeSlot = freeSlot;
    this.delay = delay;
    this.forget = forget;
  }

  /** Sends an execution that holds a slot, unless it is too late for its start deadline. */
  void send(Ticket ticket) {
    var job = ticket.job.snapshot;
    long deadlineMs = job.definition().startDeadlineMs();
    if (ticket.isUnsent() && timeline.nowMs() - ticket.scheduledAtMs > deadlineMs) {
      end(ticket, ExecutionState.SKIPPED, "EXPIRED: could not start within " + deadlineMs + " ms");
      return;
    }
    if (ticket.inherited && job.definition().type() == DeliveryType.ATMOST_ONCE) {
      end(ticket, ExecutionState.FAILED, UNKNOWN);
      return;
    }
    ticket.called = job;
    boolean isStarted = ticket.running && !ticket.inherited;
    if (ticket.unsure || (job.needsDurableStart() && !isStarted)) {
      starter.add(ticket);
    } else {
      call(ticket);
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
        if (abandoning) {
          abandonStarted(ticket);
        } else {
          call(ticket);
        }
      }
      case OVERLAPS -> overlaps(ticket);
      case GONE -> gone(ticket);
      case null -> again(ticket);
    }
  }

  /** Marks calls that last long as RUNNING; returns how many. */
  int step() {
    int marked = 0;
    long startedUpMs = timeline.upMs() - RUNNING_AFTER_MS;
    for (Sent sent = young.peek(); sent != null && sent.upMs <= startedUpMs; sent = young.peek()) {
      young.remove();
      if (sent.ticket.sentUpMs == sent.upMs && markRunning(sent.ticket)) {
        marked++;
      }
    }
    return marked;
  }

  /** When {@link #step} has something to do next; see {@link Timeline#upMs}. */
  long nextStepUpMs() {
    Sent sent = young.peek();
    return sent == null ? Long.MAX_VALUE : sent.upMs + RUNNING_AFTER_MS;
  }

  /** Writes that the call is under way, if it is and the store does not know; returns whether. */
  boolean markRunning(Ticket ticket) {
    if (ticket.place != Ticket.Place.IN_FLIGHT || ticket.running || ticket.unsentRunning != null) {
      return false;
    }
    var invocation = ticket.invocation;
    long startedAtMs = ticket.startedAtMs;
    if (startedAtMs == 0 && invocation != null) {
      startedAtMs = invocation.startedAtMs();
    }
    recorder.add(ticket, Moves.running(ticket, startedAtMs));
    return true;
  }

  /** From now on a call that is cancelled leaves its execution for the next term. */
  void abandon() {
    abandoning = true;
  }

  /** Aborts the call, if one is under way. */
  static void abort(Ticket ticket) {
    var invocation = ticket.invocation;
    if (invocation != null) {
      invocation.cancel();
    }
  }

  private void call(Ticket ticket) {
    if (ticket.job.queuedOne == ticket) {
      ticket.job.queuedOne = null;
    }
    ticket.place = Ticket.Place.IN_FLIGHT;
    ticket.inherited = false;
    ticket.sentUpMs = timeline.upMs();
    if (!ticket.running) {
      young.add(new Sent(ticket, ticket.sentUpMs));
    }
    var call =
        new Call(ticket.executionKey, ticket.called(), ticket.scheduledAtMs, ticket.retryCount + 1);
    try {
      ticket.invocation =
          invoker.invoke(call, outcome -> mailbox.post(() -> ended(ticket, outcome)));
    } catch (RuntimeException e) {
      var failed =
          new Outcome.Failed(
              0, 0, Outcome.Failure.CONNECTION, "the call could not be made: " + e.getMessage());
      mailbox.post(() -> ended(ticket, failed));
    }
  }

  private void ended(Ticket ticket, Outcome outcome) {
    ticket.invocation = null;
    freeSlot.accept(ticket);
    ticket.place = Ticket.Place.LEAVING;
    if (ticket.startedAtMs == 0) {
      ticket.startedAtMs = outcome.startedAtMs();
    }
    boolean cancelled =
        outcome instanceof Outcome.Failed failed && failed.failure() == Outcome.Failure.CANCELLED;
    String stop = ticket.stopReason();
    if (cancelled && stop == null && abandoning) {
      abandoned(ticket, outcome);
      return;
    }
    long nowMs = timeline.wallMs();
    var verdict =
        OutcomeRules.judge(
            ticket.called().definition(),
            ticket.job.snapshot.definition(),
            ticket.retryCount,
            outcome,
            config.retryAfterMaxMs(),
            random.nextDouble());
    switch (verdict) {
      case OutcomeRules.Verdict.Succeeded _ ->
          recorder.add(
              ticket, Moves.finished(ticket, ExecutionState.SUCCESS, outcome, nowMs, null));
      case OutcomeRules.Verdict.Failed failed
          when ticket.cancelReason == null && (stop == null || !cancelled) ->
          recorder.add(
              ticket,
              Moves.finished(ticket, ExecutionState.FAILED, outcome, nowMs, failed.error()));
      case OutcomeRules.Verdict.Retry retry when stop == null -> {
        long nextAtMs = nowMs + retry.delayMs();
        // During a change the retry stays here, so that the end of the change can reach it.
        boolean keepHeld = retry.delayMs() <= config.claimAheadMs() || ticket.job.holds > 0;
        recorder.add(
            ticket, Moves.retrying(ticket, outcome, nowMs, retry.error(), nextAtMs, keepHeld));
      }
      default ->
          recorder.add(
              ticket, Moves.finished(ticket, ExecutionState.CANCELLED, outcome, nowMs, stop));
    }
  }

  /** The node stops: at least once is sent again by the next term, at most once is over. */
  private void abandoned(Ticket ticket, Outcome outcome) {
    if (ticket.called().definition().type() == DeliveryType.ATMOST_ONCE) {
      recorder.add(
          ticket,
          Moves.finished(ticket, ExecutionState.FAILED, outcome, timeline.wallMs(), UNKNOWN));
    } else {
      forget.accept(ticket);
    }
  }

  /** As {@link #abandoned}, of an execution that was to be called now. */
  private void abandonStarted(Ticket ticket) {
    if (ticket.called().definition().type() == DeliveryType.ATMOST_ONCE) {
      end(ticket, ExecutionState.FAILED, "not called: the node stopped before the call");
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
    boolean mayBeOpen = ticket.running || ticket.unsure || ticket.cancelReason != null;
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
    ticket.place = Ticket.Place.LEAVING;
    recorder.add(ticket, Moves.ended(ticket, to, timeline.wallMs(), error));
  }
}
