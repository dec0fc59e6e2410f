package io.carillon.engine;

import io.carillon.core.ExecutionId;
import io.carillon.core.ExecutionState;
import io.carillon.core.JobId;
import io.carillon.core.port.Ledger;
import io.carillon.core.port.Ledger.Cancelled;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Ends one execution at a user's request, wherever it is. Confined to the engine's thread. */
final class Cancels {
  private static final String REASON = "cancelled: by request";

  /** How often an execution is looked for that moves between memory and store meanwhile. */
  private static final int TRIES = 5;

  private final ActiveJobs jobs;
  private final TimerWheel timer;
  private final Dispatcher dispatcher;
  private final Recorder recorder;
  private final Ledger ledger;
  private final Mailbox mailbox;
  private final Timeline timeline;

  Cancels(
      ActiveJobs jobs,
      TimerWheel timer,
      Dispatcher dispatcher,
      Recorder recorder,
      Ledger ledger,
      Mailbox mailbox,
      Timeline timeline) {
    this.jobs = jobs;
    this.timer = timer;
    this.dispatcher = dispatcher;
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
    switch (ticket.place) {
      case TIMER -> {
        timer.remove(ticket);
        end(ticket);
      }
      case WAITING -> {
        dispatcher.withdraw(ticket);
        end(ticket);
      }
      case PARKED -> {
        ticket.unqueue();
        end(ticket);
      }
      case IN_FLIGHT -> Attempts.abort(ticket);
      case STARTING -> {} // It ends when the store has decided about the start.
      case LEAVING -> recorder.whenFlushed(() -> {}, error -> failed(ticket, error));
      case GONE -> throw new IllegalStateException("in memory and gone");
    }
  }

  private void end(Ticket ticket) {
    ticket.place = Ticket.Place.LEAVING;
    recorder.add(ticket, Moves.ended(ticket, ExecutionState.CANCELLED, timeline.wallMs(), REASON));
  }

  private void inStore(Request request) {
    Failures.guard(() -> ledger.cancelWaiting(request.execution.key(), REASON))
        .whenComplete((result, error) -> mailbox.post(() -> answered(request, result, error)));
  }

  private void answered(Request request, @Nullable Cancelled result, @Nullable Throwable error) {
    if (error != null) {
      request.answer.completeExceptionally(Failures.unwrap(error));
    } else if (result == Cancelled.HELD && request.triesLeft > 0) {
      request.triesLeft--;
      cancel(request);
    } else {
      request.answer.complete(result);
    }
  }
}
