package io.carillon.core.port;

import io.carillon.core.Cause;
import io.carillon.core.ExecutionState;
import io.carillon.core.JobSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * An unfinished execution in the hands of the node that planned or claimed it. Immutable.
 *
 * @param executionKey see {@link io.carillon.core.ExecutionId}
 * @param job the job's current version
 * @param scheduledAtMs the occurrence's instant, epoch milliseconds
 * @param dueAtMs when the next attempt is due: scheduledAtMs, or the retry's time
 * @param state PENDING, RUNNING (its node died) or RETRYING
 * @param retryCount attempts that were recorded as failed
 * @param startedAtMs when the first attempt started, or 0
 * @param called of RUNNING the version that was recorded as called, whose delivery type decides
 *     whether the call may be repeated; null in the other states
 */
public record OpenExecution(
    long executionKey,
    JobSnapshot job,
    long scheduledAtMs,
    long dueAtMs,
    Cause cause,
    ExecutionState state,
    int retryCount,
    long startedAtMs,
    @Nullable JobSnapshot called) {

  public OpenExecution {
    if (state.isTerminal() || (state == ExecutionState.RUNNING) != (called != null)) {
      throw new IllegalArgumentException(state + " with a version called: " + (called != null));
    }
  }

  /** One that is new: PENDING, and due at its instant. */
  public static OpenExecution unsent(
      long executionKey, JobSnapshot job, long scheduledAtMs, Cause cause) {
    return new OpenExecution(
        executionKey, job, scheduledAtMs, scheduledAtMs, cause, ExecutionState.PENDING, 0, 0, null);
  }
}
