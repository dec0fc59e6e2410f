package io.carillon.core.port;

import io.carillon.core.Execution;
import io.carillon.core.ExecutionState;
import org.jspecify.annotations.Nullable;

/**
 * One execution's move, as the recorder writes it. Zero and negative numbers mean absent where
 * said.
 *
 * @param jobVersion the version that was called
 * @param heldDueAtMs the dueAtMs under which the execution is held now
 * @param to RUNNING, RETRYING or a terminal state
 * @param retryCount attempts after the first, this one included
 * @param startedAtMs first attempt's start, or 0
 * @param endedAtMs end of the attempt or of the execution, or 0
 * @param httpStatus or 0
 * @param durationMs of the attempt, or -1
 * @param error why, or null
 * @param nextAttemptAtMs of RETRYING, else 0
 * @param keepHeld of RETRYING: the node keeps it in its timer; otherwise it waits in the store
 * @param attempt a row of its own for the attempt, or null (a first attempt that succeeded needs
 *     none)
 */
public record Settlement(
    long executionKey,
    long jobKey,
    int jobVersion,
    long scheduledAtMs,
    long heldDueAtMs,
    ExecutionState to,
    int retryCount,
    long startedAtMs,
    long endedAtMs,
    int httpStatus,
    long durationMs,
    @Nullable String error,
    long nextAttemptAtMs,
    boolean keepHeld,
    Execution.@Nullable Attempt attempt) {}
