package io.carillon.core.port;

import io.carillon.core.Execution;
import io.carillon.core.ExecutionState;
import org.jspecify.annotations.Nullable;

/**
 * One execution's move, as the recorder writes it. Zero and negative numbers mean absent where
 * said. It applies when the row is in the hands of the node's term, may move to the state, and has
 * counted no failed attempt that the settlement does not know of.
 *
 * @param jobVersion the version that was called
 * @param heldDueAtMs the dueAtMs under which the execution is held now
 * @param to RUNNING, RETRYING or a terminal state
 * @param retryCount attempts that failed before the one that is under way or ended last, that is
 *     how many retries were made; of RETRYING that attempt too, that is which retry follows
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
