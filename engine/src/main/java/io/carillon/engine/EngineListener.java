package io.carillon.engine;

import io.carillon.core.Alert;
import io.carillon.core.Cause;
import io.carillon.core.ExecutionState;
import io.carillon.core.JobSnapshot;
import io.carillon.core.port.Planning.SkippedRun;
import org.jspecify.annotations.Nullable;

/**
 * Hears what the engine did, for metrics, events and logs. Called on the engine's thread after the
 * commit: must be quick and must not throw. What a listener does not name it passes over; one that
 * hands on to others names all.
 */
public interface EngineListener {
  /** An attempt was started or an execution moved to another state, durably. */
  default void moved(Moved move) {}

  /** An alert was raised and stored. */
  default void alerted(Alert alert) {}

  /** A planning round ended. */
  default void planned(int executions, int jobs, long nanos) {}

  /** Occurrences of a job were recorded as SKIPPED in place of being planned. */
  default void skipped(JobSnapshot job, SkippedRun run) {}

  /** A batch of settlements or durable starts ended. */
  default void recorded(int settlements, int stale, long nanos) {}

  /** A store operation failed; the engine tries again. */
  default void storeFailed(StoreOperation operation, Throwable cause) {}

  /** The queue between nodes failed; executions go through the store meanwhile. */
  default void queueFailed(QueueOperation operation, Throwable cause) {}

  /**
   * One durable move of an execution. Numbers are as in {@link io.carillon.core.port.Settlement}.
   *
   * @param driftMs startedAtMs minus scheduledAtMs, given once: when the first attempt ended; else
   *     -1
   */
  record Moved(
      long executionKey,
      JobSnapshot job,
      Cause cause,
      long scheduledAtMs,
      ExecutionState to,
      int retryCount,
      long startedAtMs,
      long endedAtMs,
      int httpStatus,
      long durationMs,
      long driftMs,
      @Nullable String error) {}
}
