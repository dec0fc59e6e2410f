package io.carillon.core.port;

import io.carillon.core.Cause;
import io.carillon.core.ExecutionState;
import io.carillon.core.JobSnapshot;

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
 */
public record OpenExecution(
    long executionKey,
    JobSnapshot job,
    long scheduledAtMs,
    long dueAtMs,
    Cause cause,
    ExecutionState state,
    int retryCount,
    long startedAtMs) {}
