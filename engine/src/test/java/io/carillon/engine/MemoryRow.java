package io.carillon.engine;

import io.carillon.core.Alert;
import io.carillon.core.Cause;
import io.carillon.core.Execution;
import io.carillon.core.ExecutionId;
import io.carillon.core.ExecutionState;
import io.carillon.core.port.JobChange;
import io.carillon.core.port.OpenExecution;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One execution in the memory store. Mutable. */
final class MemoryRow {
  final long key;
  final MemoryJob job;
  final long scheduledAtMs;
  final int n;
  final Cause cause;

  /** The version that it was planned or asked for under; a later one may have been called. */
  final int firstVersion;

  final TreeMap<Integer, Execution.Attempt> attempts = new TreeMap<>();
  ExecutionState state = ExecutionState.PENDING;
  int jobVersion;

  /** Above 0 the node that has it, 0 nobody, below 0 the destination that it waits for. */
  long holder;

  int term;
  @Nullable String node;
  long dueAtMs;
  int retryCount;
  long startedAtMs;
  long endedAtMs;
  long durationMs = -1;
  int httpStatus;
  @Nullable String error;
  @Nullable Alert alert;

  MemoryRow(long key, MemoryJob job, long scheduledAtMs, int n, Cause cause) {
    this.key = key;
    this.job = job;
    this.firstVersion = job.snapshot.version();
    this.jobVersion = firstVersion;
    this.scheduledAtMs = scheduledAtMs;
    this.dueAtMs = scheduledAtMs;
    this.n = n;
    this.cause = cause;
  }

  /** Whether it may not be sent any more: its job was paused or deleted since. */
  boolean isWithdrawn() {
    return job.isDeleted || (!job.isActive && cause == Cause.SCHEDULE);
  }

  /** What a user did to the job that forbids another call, or null. */
  @Nullable JobChange forbiddenBy() {
    if (job.isDeleted) {
      return JobChange.DELETED;
    }
    boolean wasPaused =
        job.eras.stream().anyMatch(e -> e.snapshot().version() > jobVersion && !e.isActive());
    return wasPaused || isWithdrawn() ? JobChange.PAUSED : null;
  }

  OpenExecution open() {
    return new OpenExecution(
        key,
        job.snapshot,
        scheduledAtMs,
        dueAtMs,
        cause,
        state,
        retryCount,
        startedAtMs,
        state == ExecutionState.RUNNING ? job.version(jobVersion) : null);
  }

  Execution view() {
    Execution view =
        new Execution(
            new ExecutionId(key),
            job.snapshot.id(),
            jobVersion,
            Instant.ofEpochMilli(scheduledAtMs),
            instant(startedAtMs),
            instant(endedAtMs),
            state,
            httpStatus == 0 ? null : httpStatus,
            durationMs < 0 ? null : durationMs,
            startedAtMs == 0 ? null : startedAtMs - scheduledAtMs,
            retryCount,
            error,
            cause,
            node,
            state == ExecutionState.RETRYING ? instant(dueAtMs) : null,
            null,
            List.copyOf(attempts.values()));
    return attempts.isEmpty() && state == ExecutionState.SUCCESS ? view.withOnlyAttempt() : view;
  }

  private static @Nullable Instant instant(long ms) {
    return ms == 0 ? null : Instant.ofEpochMilli(ms);
  }

  @Override
  public String toString() {
    return "%s %s@%d n=%d v%d holder=%d due=%d retry=%d %s"
        .formatted(
            state,
            new ExecutionId(key),
            scheduledAtMs,
            n,
            jobVersion,
            holder,
            dueAtMs,
            retryCount,
            error);
  }
}
