package io.carillon.engine;

import io.carillon.core.Alert;
import io.carillon.core.ExecutionId;
import io.carillon.core.ExecutionState;
import io.carillon.core.port.Lease;
import io.carillon.core.port.Settled;
import io.carillon.core.port.Settlement;
import io.carillon.core.port.Start;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the memory store moves executions. Every move names the term; a move whose effect stands
 * already, because its answer was lost, is applied again without effect.
 */
final class MemorySettling {
  private final MemoryRows rows;
  private long alerts;

  MemorySettling(MemoryRows rows) {
    this.rows = rows;
  }

  Start.Result start(Lease lease, Start start) {
    MemoryRow row = rows.find(start.executionKey());
    if (row == null
        || row.state.isTerminal()
        || !isHeld(row, lease)
        || row.job.isDeleted
        || row.job.snapshot.version() != start.jobVersion()) {
      return Start.Result.GONE;
    }
    if (start.takesTurn() && !rows.takeTurn(row)) {
      return Start.Result.OVERLAPS;
    }
    row.state = ExecutionState.RUNNING;
    row.jobVersion = start.jobVersion();
    return Start.Result.STARTED;
  }

  Settled settle(Lease lease, Settlement move) {
    MemoryRow row = rows.find(move.executionKey());
    if (row == null || row.term != lease.term()) {
      return new Settled(false, null);
    }
    if (stands(row, move)) {
      return new Settled(true, null);
    }
    if (!isHeld(row, lease) || !row.state.mayBecome(move.to())) {
      return new Settled(false, null);
    }
    row.jobVersion = move.jobVersion();
    row.startedAtMs = move.startedAtMs();
    row.httpStatus = move.httpStatus();
    switch (move.to()) {
      case RUNNING -> row.state = ExecutionState.RUNNING;
      case RETRYING -> {
        row.state = ExecutionState.RETRYING;
        row.retryCount = move.retryCount();
        row.nextAttemptAtMs = move.nextAttemptAtMs();
        row.error = move.error();
        rows.setDue(row, move.nextAttemptAtMs());
        if (!move.keepHeld()) {
          rows.hold(row, 0, row.term);
        }
      }
      case SUCCESS, FAILED, SKIPPED, CANCELLED ->
          rows.end(row, move.to(), move.endedAtMs(), move.error());
      case PENDING -> throw new IllegalArgumentException("nothing moves to PENDING");
    }
    return new Settled(true, move.to() == ExecutionState.FAILED ? alert(row) : null);
  }

  private static boolean isHeld(MemoryRow row, Lease lease) {
    return row.holder == lease.nodeKey() && row.term == lease.term();
  }

  private static boolean stands(MemoryRow row, Settlement move) {
    return row.state == move.to()
        && switch (move.to()) {
          case RUNNING -> true;
          case RETRYING ->
              row.retryCount == move.retryCount() && row.nextAttemptAtMs == move.nextAttemptAtMs();
          case SUCCESS, FAILED, SKIPPED, CANCELLED -> row.endedAtMs == move.endedAtMs();
          case PENDING -> false;
        };
  }

  private @Nullable Alert alert(MemoryRow row) {
    return new Alert(
        ++alerts,
        Alert.Kind.FAILURE,
        row.job.snapshot.id(),
        null,
        new ExecutionId(row.key),
        row.error,
        row.retryCount + 1,
        Instant.ofEpochMilli(row.scheduledAtMs),
        Instant.ofEpochMilli(row.endedAtMs),
        null,
        null);
  }
}
