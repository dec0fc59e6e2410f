package io.carillon.engine;

import io.carillon.core.Cause;
import io.carillon.core.ExecutionState;
import io.carillon.core.port.OpenExecution;
import org.jspecify.annotations.Nullable;

/** One execution in the memory store. Mutable. */
final class MemoryRow {
  final long key;
  final MemoryJob job;
  final long scheduledAtMs;
  final int n;
  final Cause cause;
  ExecutionState state = ExecutionState.PENDING;
  int jobVersion;

  /** Above 0 the node that has it, 0 nobody, below 0 the destination that it waits for. */
  long holder;

  int term;
  long dueAtMs;
  int retryCount;
  long startedAtMs;
  long endedAtMs;
  long nextAttemptAtMs;
  int httpStatus;
  @Nullable String error;

  MemoryRow(long key, MemoryJob job, long scheduledAtMs, int n, Cause cause) {
    this.key = key;
    this.job = job;
    this.jobVersion = job.snapshot.version();
    this.scheduledAtMs = scheduledAtMs;
    this.dueAtMs = scheduledAtMs;
    this.n = n;
    this.cause = cause;
  }

  OpenExecution open() {
    return new OpenExecution(
        key, job.snapshot, scheduledAtMs, dueAtMs, cause, state, retryCount, startedAtMs);
  }

  @Override
  public String toString() {
    return "%s %s@%d n=%d v%d holder=%d due=%d retry=%d %s"
        .formatted(
            state,
            Long.toHexString(key),
            scheduledAtMs,
            n,
            jobVersion,
            holder,
            dueAtMs,
            retryCount,
            error);
  }
}
