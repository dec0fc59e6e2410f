package io.carillon.engine;

import io.carillon.core.Execution;
import io.carillon.core.ExecutionState;
import io.carillon.core.port.Outcome;
import io.carillon.core.port.Settlement;
import org.jspecify.annotations.Nullable;

/** Writes what happened to an execution as a settlement. Pure. */
final class Moves {
  private Moves() {}

  /** The call is under way. */
  static Settlement running(Ticket ticket, long startedAtMs) {
    return settlement(ticket, ExecutionState.RUNNING, startedAtMs, 0, null, null, 0, false);
  }

  /** The execution ends without another attempt. */
  static Settlement ended(Ticket ticket, ExecutionState to, long nowMs, String error) {
    return settlement(ticket, to, ticket.startedAtMs, nowMs, null, error, 0, false);
  }

  /** An attempt ended and with it the execution. */
  static Settlement finished(
      Ticket ticket, ExecutionState to, Outcome outcome, long nowMs, @Nullable String error) {
    return settlement(ticket, to, ticket.startedAtMs, nowMs, outcome, error, 0, false);
  }

  /** An attempt failed and another will follow. */
  static Settlement retrying(
      Ticket ticket,
      Outcome outcome,
      long nowMs,
      String error,
      long nextAttemptAtMs,
      boolean keepHeld) {
    return settlement(
        ticket,
        ExecutionState.RETRYING,
        ticket.startedAtMs,
        nowMs,
        outcome,
        error,
        nextAttemptAtMs,
        keepHeld);
  }

  private static Settlement settlement(
      Ticket ticket,
      ExecutionState to,
      long startedAtMs,
      long endedAtMs,
      @Nullable Outcome outcome,
      @Nullable String error,
      long nextAttemptAtMs,
      boolean keepHeld) {
    boolean retrying = to == ExecutionState.RETRYING;
    var job = ticket.called != null ? ticket.called : ticket.job.snapshot;
    return new Settlement(
        ticket.executionKey,
        job.jobKey(),
        job.version(),
        ticket.scheduledAtMs,
        ticket.heldDueAtMs,
        to,
        retrying ? ticket.retryCount + 1 : ticket.retryCount,
        startedAtMs,
        endedAtMs,
        outcome instanceof Outcome.Answered answer ? answer.httpStatus() : 0,
        outcome == null ? -1 : outcome.durationMs(),
        error,
        nextAttemptAtMs,
        keepHeld,
        outcome == null ? null : attempt(ticket, to, outcome, error));
  }

  private static Execution.@Nullable Attempt attempt(
      Ticket ticket, ExecutionState to, Outcome outcome, @Nullable String error) {
    if (to == ExecutionState.SUCCESS && ticket.retryCount == 0) {
      return null;
    }
    return new Execution.Attempt(
        ticket.retryCount + 1,
        outcome.startedAtMs() == 0 ? null : java.time.Instant.ofEpochMilli(outcome.startedAtMs()),
        outcome.durationMs(),
        outcome instanceof Outcome.Answered answer ? answer.httpStatus() : null,
        error,
        outcome instanceof Outcome.Answered answer ? answer.response() : null);
  }
}
