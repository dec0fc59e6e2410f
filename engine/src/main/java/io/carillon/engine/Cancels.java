package io.carillon.engine;

import io.carillon.core.Clock;
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

  private final Turn turn;
  private final Ledger ledger;
  private final Clock clock;

  Cancels(Turn turn, Ledger ledger, Clock clock) {
    this.turn = turn;
    this.ledger = ledger;
    this.clock = clock;
  }

  void cancel(JobId jobId, ExecutionId id, CompletableFuture<Cancelled> answer) {
    cancel(jobId, id, answer, TRIES);
  }

  private void cancel(
      JobId jobId, ExecutionId id, CompletableFuture<Cancelled> answer, int triesLeft) {
    ActiveJob job = turn.jobs.find(jobId);
    Ticket ticket = job == null ? null : job.find(id.key());
    if (ticket == null) {
      cancelInStore(jobId, id, answer, triesLeft);
      return;
    }
    ticket.cancelReason = REASON;
    ticket.onCancelled =
        cancelled -> {
          if (cancelled) {
            answer.complete(Cancelled.DONE);
          } else {
            cancelInStore(jobId, id, answer, triesLeft);
          }
        };
    switch (ticket.place) {
      case TIMER -> turn.timer.remove(ticket);
      case WAITING -> turn.dispatcher.withdraw(ticket);
      case PARKED -> ticket.unqueue();
      case IN_FLIGHT -> Sender.abort(ticket);
      case STARTING, LEAVING -> {}
    }
    switch (ticket.place) {
      case TIMER, WAITING, PARKED -> {
        ticket.place = Ticket.Place.LEAVING;
        turn.recorder.add(
            ticket, Moves.ended(ticket, ExecutionState.CANCELLED, clock.wallMs(), REASON));
      }
      case STARTING, IN_FLIGHT, LEAVING -> {}
    }
  }

  private void cancelInStore(
      JobId jobId, ExecutionId id, CompletableFuture<Cancelled> answer, int triesLeft) {
    ledger
        .cancelWaiting(id.key(), REASON)
        .whenComplete(
            (result, error) ->
                turn.mailbox.post(() -> answered(jobId, id, answer, triesLeft, result, error)));
  }

  private void answered(
      JobId jobId,
      ExecutionId id,
      CompletableFuture<Cancelled> answer,
      int triesLeft,
      @Nullable Cancelled result,
      @Nullable Throwable error) {
    if (result == Cancelled.HELD && triesLeft > 0) {
      cancel(jobId, id, answer, triesLeft - 1);
    } else if (result != null) {
      answer.complete(result);
    } else if (error != null) {
      answer.completeExceptionally(Failures.unwrap(error));
    }
  }
}
