package io.carillon.testkit;

import io.carillon.core.Execution.Attempt;
import io.carillon.core.ExecutionState;
import io.carillon.core.port.OpenExecution;
import io.carillon.core.port.Settlement;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Settlements as the recorder writes them. Calls start 5 ms after they are due and take 20 ms. */
public final class Outcomes {
  public static final long DRIFT_MS = 5;
  public static final long DURATION_MS = 20;
  public static final String ERROR = "HTTP 500";

  private Outcomes() {}

  public static Settlement success(OpenExecution execution) {
    return settlement(execution, ExecutionState.SUCCESS, execution.retryCount(), 200, null);
  }

  public static Settlement failure(OpenExecution execution) {
    return settlement(execution, ExecutionState.FAILED, execution.retryCount(), 500, ERROR);
  }

  /** The call is under way. */
  public static Settlement running(OpenExecution execution) {
    return new Settlement(
        execution.executionKey(),
        execution.job().jobKey(),
        execution.job().version(),
        execution.scheduledAtMs(),
        execution.dueAtMs(),
        ExecutionState.RUNNING,
        execution.retryCount(),
        startedAtMs(execution),
        0,
        0,
        -1,
        null,
        0,
        false,
        null);
  }

  /** The attempt failed, the next one is due later. */
  public static Settlement retry(OpenExecution execution, long nextAttemptAtMs, boolean keepHeld) {
    Settlement failed =
        settlement(execution, ExecutionState.RETRYING, execution.retryCount() + 1, 500, ERROR);
    return new Settlement(
        failed.executionKey(),
        failed.jobKey(),
        failed.jobVersion(),
        failed.scheduledAtMs(),
        failed.heldDueAtMs(),
        failed.to(),
        failed.retryCount(),
        failed.startedAtMs(),
        failed.endedAtMs(),
        failed.httpStatus(),
        failed.durationMs(),
        failed.error(),
        nextAttemptAtMs,
        keepHeld,
        failed.attempt());
  }

  /** The same call, that much later: it was sent again. */
  public static Settlement later(Settlement settlement, long ms) {
    return new Settlement(
        settlement.executionKey(),
        settlement.jobKey(),
        settlement.jobVersion(),
        settlement.scheduledAtMs(),
        settlement.heldDueAtMs(),
        settlement.to(),
        settlement.retryCount(),
        settlement.startedAtMs(),
        settlement.endedAtMs() + ms,
        settlement.httpStatus(),
        settlement.durationMs(),
        settlement.error(),
        settlement.nextAttemptAtMs(),
        settlement.keepHeld(),
        settlement.attempt());
  }

  /** The execution ends without a call. */
  public static Settlement ended(OpenExecution execution, ExecutionState to, String error) {
    return new Settlement(
        execution.executionKey(),
        execution.job().jobKey(),
        execution.job().version(),
        execution.scheduledAtMs(),
        execution.dueAtMs(),
        to,
        execution.retryCount(),
        execution.startedAtMs(),
        execution.dueAtMs() + 1,
        0,
        -1,
        error,
        0,
        false,
        null);
  }

  /** The execution as the node holds it after a retry was settled. */
  public static OpenExecution after(Settlement retry, OpenExecution execution) {
    return new OpenExecution(
        execution.executionKey(),
        execution.job(),
        execution.scheduledAtMs(),
        retry.nextAttemptAtMs(),
        execution.cause(),
        ExecutionState.RETRYING,
        retry.retryCount(),
        startedAtMs(execution),
        null);
  }

  private static Settlement settlement(
      OpenExecution execution,
      ExecutionState to,
      int retryCount,
      int httpStatus,
      @Nullable String error) {
    long attemptAtMs = execution.dueAtMs() + DRIFT_MS;
    Attempt attempt =
        to == ExecutionState.SUCCESS && retryCount == 0
            ? null
            : new Attempt(
                execution.retryCount() + 1,
                Instant.ofEpochMilli(attemptAtMs),
                DURATION_MS,
                httpStatus,
                error,
                error == null ? null : "oops");
    return new Settlement(
        execution.executionKey(),
        execution.job().jobKey(),
        execution.job().version(),
        execution.scheduledAtMs(),
        execution.dueAtMs(),
        to,
        retryCount,
        startedAtMs(execution),
        attemptAtMs + DURATION_MS,
        httpStatus,
        DURATION_MS,
        error,
        0,
        false,
        attempt);
  }

  private static long startedAtMs(OpenExecution execution) {
    return execution.startedAtMs() != 0 ? execution.startedAtMs() : execution.dueAtMs() + DRIFT_MS;
  }
}
