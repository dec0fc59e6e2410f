package io.carillon.engine;

import io.carillon.core.ExecutionId;
import io.carillon.core.ExecutionState;
import io.carillon.core.JobId;
import io.carillon.core.port.Ledger;
import io.carillon.core.port.Ledger.Cancelled;
import io.carillon.core.port.Notice;
import io.carillon.core.port.StoreUnavailable;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Ends one execution at a user's request, wherever it is. Confined to the engine's thread. */
final class Cancels {
  private static final String REASON = "cancelled: by request";

  /** How often, and for how long, a cancel is looked for that another node was asked for. */
  private static final long ASKED_PAUSE_MS = 100;

  private static final long ASKED_MS_MAX = 5_000;

  /** How often an execution is looked for that moves between memory and store meanwhile. */
  private static final int TRIES = 5;

  private final ActiveJobs jobs;
  private final WaitingPlaces places;
  private final Recorder recorder;
  private final Ledger ledger;
  private final Mailbox mailbox;
  private final Timeline timeline;
  private final ArrayDeque<Request> asked = new ArrayDeque<>();

  Cancels(
      ActiveJobs jobs,
      WaitingPlaces places,
      Recorder recorder,
      Ledger ledger,
      Mailbox mailbox,
      Timeline timeline) {
    this.jobs = jobs;
    this.places = places;
    this.recorder = recorder;
    this.ledger = ledger;
    this.mailbox = mailbox;
    this.timeline = timeline;
  }

  /** Somebody who asked for a cancel. Requests for the same execution form a chain. */
  final class Request {
    private final JobId job;
    private final ExecutionId execution;
    private final CompletableFuture<Cancelled> answer;
    private int triesLeft = TRIES;

    /** When another node was asked; 0: none was. */
    private long askedUpMs;

    private long lookAtUpMs;
    private @Nullable Request next;

    private Request(JobId job, ExecutionId execution, CompletableFuture<Cancelled> answer) {
      this.job = job;
      this.execution = execution;
      this.answer = answer;
    }

    private void lookInStore() {
      inStore(this);
    }
  }

  /** The execution ended as CANCELLED. */
  static void ended(Ticket ticket) {
    for (Request request = take(ticket); request != null; request = request.next) {
      request.answer.complete(Cancelled.DONE);
    }
  }

  /** The execution left the memory otherwise: the store says what became of it. */
  static void left(Ticket ticket) {
    Request request = take(ticket);
    while (request != null) {
      Request next = request.next;
      request.next = null;
      request.lookInStore();
      request = next;
    }
  }

  /** The store failed: who waits is told so, although the execution still ends when it can. */
  static void failed(Ticket ticket, Throwable error) {
    for (Request request = take(ticket); request != null; request = request.next) {
      request.answer.completeExceptionally(error);
    }
  }

  private static @Nullable Request take(Ticket ticket) {
    Request first = ticket.cancels;
    ticket.cancels = null;
    return first;
  }

  void cancel(JobId job, ExecutionId execution, CompletableFuture<Cancelled> answer) {
    cancel(new Request(job, execution, answer));
  }

  private void cancel(Request request) {
    ActiveJob job = jobs.find(request.job);
    Ticket ticket = job == null ? null : job.find(request.execution.key());
    if (ticket == null) {
      inStore(request);
      return;
    }
    request.next = ticket.cancels;
    ticket.cancels = request;
    ticket.cancelReason = REASON;
    if (places.withdraw(ticket)) {
      recorder.end(ticket, ExecutionState.CANCELLED, REASON);
      return;
    }
    switch (ticket.place) {
      case IN_FLIGHT -> Attempts.abort(ticket);
      case LEAVING -> recorder.whenFlushed(() -> {}, error -> failed(ticket, error));
      case STARTING -> {} // It ends when the store has decided about the start.
      case TIMER, WAITING, OFFERED, PARKED, GONE ->
          throw new IllegalStateException("in memory and " + ticket.place);
    }
  }

  private void inStore(Request request) {
    mailbox.ask(
        () -> ledger.cancelWaiting(request.execution.key(), REASON),
        result -> answered(request, result),
        request.answer::completeExceptionally);
  }

  private void answered(Request request, Cancelled result) {
    if (result == Cancelled.HELD && request.triesLeft > 0) {
      request.triesLeft--;
      cancel(request);
    } else if (result == Cancelled.ASKED) {
      askedOther(request);
    } else if (result == Cancelled.CANCELLED) {
      request.answer.complete(request.askedUpMs == 0 ? Cancelled.ENDED : Cancelled.DONE);
    } else {
      request.answer.complete(result);
    }
  }

  private void askedOther(Request request) {
    long upMs = timeline.upMs();
    if (request.askedUpMs == 0) {
      request.askedUpMs = upMs;
    }
    if (upMs - request.askedUpMs < ASKED_MS_MAX) {
      request.lookAtUpMs = upMs + ASKED_PAUSE_MS;
      asked.add(request);
    } else {
      request.answer.completeExceptionally(
          new StoreUnavailable("the node that has the execution does not answer"));
    }
  }

  /** Looks again for what other nodes were asked for. */
  void step() {
    long upMs = timeline.upMs();
    for (Request next = asked.peek();
        next != null && next.lookAtUpMs <= upMs;
        next = asked.peek()) {
      asked.remove();
      inStore(next);
    }
  }

  /** When {@link #step} has something to do next; see {@link Timeline#upMs}. */
  long nextStepUpMs() {
    Request next = asked.peek();
    return next == null ? Long.MAX_VALUE : next.lookAtUpMs;
  }

  /** Another node asks; whoever has the execution cancels it. */
  void heard(Notice.CancelAsked notice) {
    ActiveJob job = jobs.find(notice.job());
    if (job != null && job.find(notice.executionKey()) != null) {
      cancel(notice.job(), new ExecutionId(notice.executionKey()), new CompletableFuture<>());
    }
  }
}
