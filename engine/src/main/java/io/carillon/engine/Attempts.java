package io.carillon.engine;

import io.carillon.core.DeliveryType;
import io.carillon.core.ExecutionState;
import io.carillon.core.JobDefinition;
import io.carillon.core.port.Call;
import io.carillon.core.port.Invoker;
import io.carillon.core.port.Outcome;
import java.util.ArrayDeque;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Takes an execution from its call to the verdict. The only part of the engine that lets calls out.
 * Confined to the engine's thread.
 */
final class Attempts {
  /** A call that lasts longer becomes RUNNING in the store; a shorter one is written once. */
  static final long RUNNING_AFTER_MS = 250;

  static final String UNKNOWN = "the outcome is unknown: the node stopped during the call";

  static final String NOT_CALLED = "not called: the node stopped before the call";

  /**
   * A call that may become RUNNING; stale when the ticket's next one was made meanwhile.
   *
   * @param number what {@link Ticket#calls} was then
   * @param upMs when it was made, or found to have no connection yet; see {@link Timeline#upMs}
   */
  private record Young(Ticket ticket, int number, long upMs) {
    boolean isStale() {
      return ticket.calls != number;
    }
  }

  private final EngineConfig config;
  private final Invoker invoker;
  private final Mailbox mailbox;
  private final Timeline timeline;
  private final Recorder recorder;
  private final RandomGenerator random;
  private final Consumer<Ticket> freeSlot;
  private final Consumer<Ticket> forget;
  private final BooleanSupplier maySend;
  private final Consumer<Ticket> again;
  private final ArrayDeque<Young> young = new ArrayDeque<>();
  private boolean abandoning;

  /**
   * @param freeSlot takes the ticket's slot back
   * @param forget lets the ticket go without a move
   * @param maySend whether the node's lease lasts; thread-safe
   * @param again takes a ticket that stands nowhere and is due
   */
  Attempts(
      EngineConfig config,
      Invoker invoker,
      Mailbox mailbox,
      Timeline timeline,
      Recorder recorder,
      RandomGenerator random,
      Consumer<Ticket> freeSlot,
      Consumer<Ticket> forget,
      BooleanSupplier maySend,
      Consumer<Ticket> again) {
    this.config = config;
    this.invoker = invoker;
    this.mailbox = mailbox;
    this.timeline = timeline;
    this.recorder = recorder;
    this.random = random;
    this.freeSlot = freeSlot;
    this.forget = forget;
    this.maySend = maySend;
    this.again = again;
  }

  /**
   * Whether the latest call may be made again, as nobody knows what became of it: neither the
   * version that was called nor the current one may forbid it.
   */
  static boolean mayRepeat(Ticket ticket) {
    return ticket.called().definition().type() == DeliveryType.ATLEAST_ONCE
        && ticket.job.snapshot.definition().type() == DeliveryType.ATLEAST_ONCE;
  }

  /** Makes the call of an execution that holds a slot. */
  void call(Ticket ticket) {
    if (ticket.job.queuedOne == ticket) {
      ticket.job.queuedOne = null;
    }
    ticket.place = Ticket.Place.IN_FLIGHT;
    ticket.inherited = false;
    ticket.calls++;
    if (!ticket.running) {
      young.add(new Young(ticket, ticket.calls, timeline.upMs()));
    }
    var call =
        new Call(
            ticket.executionKey,
            ticket.called(),
            ticket.scheduledAtMs,
            ticket.retryCount + 1,
            ticket.retryCount == 0 ? ticket.latestStartMs : Long.MAX_VALUE,
            maySend);
    int number = ticket.calls;
    try {
      ticket.invocation =
          invoker.invoke(call, outcome -> mailbox.post(() -> ended(ticket, number, outcome)));
    } catch (RuntimeException e) {
      var failed =
          new Outcome.Failed(
              0, 0, Outcome.Failure.CONNECTION, "the call could not be made: " + e.getMessage());
      mailbox.post(() -> ended(ticket, number, failed));
    }
  }

  /** Marks calls that last long as RUNNING, once they are sent; returns how many. */
  int step() {
    int marked = 0;
    long madeUpMs = timeline.upMs() - RUNNING_AFTER_MS;
    for (Young call = young.peek(); call != null && call.upMs <= madeUpMs; call = young.peek()) {
      young.remove();
      if (call.isStale()) {
        continue;
      }
      if (hasNoConnection(call.ticket)) {
        young.add(new Young(call.ticket, call.number, timeline.upMs()));
      } else if (markRunning(call.ticket)) {
        marked++;
      }
    }
    return marked;
  }

  private static boolean hasNoConnection(Ticket ticket) {
    var invocation = ticket.invocation;
    return invocation != null && invocation.startedAtMs() == 0;
  }

  /** When {@link #step} has something to do next; see {@link Timeline#upMs}. */
  long nextStepUpMs() {
    Young call = young.peek();
    return call == null ? Long.MAX_VALUE : call.upMs + RUNNING_AFTER_MS;
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

  boolean isAbandoning() {
    return abandoning;
  }

  /**
   * Takes back a call whose request is not sent yet, if nothing is about to end it; returns
   * whether. The ticket gives its slot back and stands nowhere then.
   */
  boolean withdraw(Ticket ticket) {
    var invocation = ticket.invocation;
    if (ticket.place != Ticket.Place.IN_FLIGHT
        || invocation == null
        || ticket.stopReason() != null
        || abandoning
        || !invocation.withdraw()) {
      return false;
    }
    ticket.calls++; // What the call ended with is of no interest.
    takeOut(ticket);
    doubtStart(ticket);
    return true;
  }

  /**
   * By the time that a call which was not sent is made again its start may be another version's.
   */
  private static void doubtStart(Ticket ticket) {
    ticket.unsure |= ticket.running;
  }

  /** Takes back what waits for a connection: others may have it by the time that there is one. */
  void takeBack(Ticket ticket) {
    if (withdraw(ticket)) {
      again.accept(ticket);
    }
  }

  /** The ticket gives its slot back and stands nowhere. */
  private void takeOut(Ticket ticket) {
    ticket.invocation = null;
    freeSlot.accept(ticket);
    ticket.place = Ticket.Place.LEAVING;
  }

  /** Aborts the call, if one is under way. */
  static void abort(Ticket ticket) {
    var invocation = ticket.invocation;
    if (invocation != null) {
      invocation.cancel();
    }
  }

  private void ended(Ticket ticket, int number, Outcome outcome) {
    if (ticket.calls != number) {
      return; // It was withdrawn.
    }
    takeOut(ticket);
    if (ticket.startedAtMs == 0) {
      ticket.startedAtMs = outcome.startedAtMs();
    }
    var failure = outcome instanceof Outcome.Failed failed ? failed.failure() : null;
    if (failure == Outcome.Failure.EXPIRED && ticket.cancelReason == null) {
      expired(ticket);
      return;
    }
    String stop = ticket.stopReason();
    if (failure == Outcome.Failure.WITHHELD && stop == null && !abandoning) {
      doubtStart(ticket);
      again.accept(ticket);
      return;
    }
    boolean cancelled = failure == Outcome.Failure.CANCELLED || failure == Outcome.Failure.WITHHELD;
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

  /** Ends an execution that was not sent in time. */
  private void expired(Ticket ticket) {
    String error = expiry(ticket.called().definition());
    if (ticket.running) {
      recorder.end(ticket, ExecutionState.FAILED, "not called: " + error);
    } else {
      ticket.unsure = true; // It may be RUNNING already, for a change of its job.
      recorder.end(ticket, ExecutionState.SKIPPED, error);
    }
  }

  /** Why an execution is not sent that is too late for its start deadline. */
  static String expiry(JobDefinition job) {
    return "EXPIRED: could not start within " + job.startDeadlineMs() + " ms";
  }

  /** The node stops: at least once is sent again by the next term, at most once is over. */
  private void abandoned(Ticket ticket, Outcome outcome) {
    if (ticket.called().definition().type() == DeliveryType.ATMOST_ONCE) {
      String error = outcome.startedAtMs() == 0 ? NOT_CALLED : UNKNOWN;
      recorder.add(
          ticket, Moves.finished(ticket, ExecutionState.FAILED, outcome, timeline.wallMs(), error));
    } else {
      forget.accept(ticket);
    }
  }
}
