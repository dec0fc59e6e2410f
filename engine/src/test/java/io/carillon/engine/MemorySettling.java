package io.carillon.engine;

import io.carillon.core.Alert;
import io.carillon.core.Execution;
import io.carillon.core.ExecutionId;
import io.carillon.core.ExecutionState;
import io.carillon.core.port.Lease;
import io.carillon.core.port.Settled;
import io.carillon.core.port.Settlement;
import io.carillon.core.port.Start;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the memory store moves executions. Every move names the term; a move whose effect stands
 * already, because its answer was lost, is applied again without effect.
 */
final class MemorySettling {
  private static final Settled STALE = new Settled(false, null);

  final List<Alert> alerts = new ArrayList<>();
  private final MemoryRows rows;

  MemorySettling(MemoryRows rows) {
    this.rows = rows;
  }

  Start.Result start(Lease lease, Start start) {
    MemoryRow row = rows.find(start.executionKey());
    if (row == null || row.state.isTerminal() || !isHeld(row, lease)) {
      return Start.Result.GONE;
    }
    if (row.isWithdrawn() || row.job.snapshot.version() != start.jobVersion()) {
      return Start.Result.OUTDATED;
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
      return STALE;
    }
    if (stands(row, lease, move)) {
      return new Settled(true, move.to().isTerminal() ? row.alert : null);
    }
    boolean isExpected =
        isHeld(row, lease)
            && row.state.mayBecome(move.to())
            && row.retryCount <= failedBefore(move);
    if (!isExpected) {
      return STALE;
    }
    apply(row, move);
    return new Settled(true, row.alert);
  }

  private void apply(MemoryRow row, Settlement move) {
    row.jobVersion = move.jobVersion();
    row.startedAtMs = row.startedAtMs == 0 ? move.startedAtMs() : row.startedAtMs;
    row.httpStatus = move.httpStatus() == 0 ? row.httpStatus : move.httpStatus();
    row.durationMs = move.durationMs() < 0 ? row.durationMs : move.durationMs();
    row.retryCount = move.retryCount();
    Execution.Attempt attempt = move.attempt();
    if (attempt != null) {
      row.attempts.put(attempt.number(), attempt);
    }
    switch (move.to()) {
      case RUNNING -> row.state = ExecutionState.RUNNING;
      case RETRYING -> {
        row.state = ExecutionState.RETRYING;
        row.error = move.error();
        rows.setDue(row, move.nextAttemptAtMs());
        if (!move.keepHeld()) {
          rows.hold(row, 0, row.term);
        }
      }
      case SUCCESS, FAILED, SKIPPED, CANCELLED -> {
        rows.end(row, move.to(), move.endedAtMs(), move.error());
        raise(row);
      }
      case PENDING -> throw new IllegalArgumentException("nothing moves to PENDING");
    }
  }

  /** How many attempts had failed when the one that is settled here began. */
  private static int failedBefore(Settlement move) {
    boolean countsItself = move.to() == ExecutionState.RETRYING && move.attempt() != null;
    return move.retryCount() - (countsItself ? 1 : 0);
  }

  private static boolean isHeld(MemoryRow row, Lease lease) {
    return row.holder == lease.nodeKey() && row.term == lease.term();
  }

  private static boolean stands(MemoryRow row, Lease lease, Settlement move) {
    if (row.state != move.to() || row.retryCount != move.retryCount()) {
      return false;
    }
    return switch (move.to()) {
      case RUNNING -> isHeld(row, lease);
      case RETRYING -> row.dueAtMs == move.nextAttemptAtMs();
      case SUCCESS, FAILED, SKIPPED, CANCELLED ->
          isHeld(row, lease) && row.endedAtMs == move.endedAtMs();
      case PENDING -> false;
    };
  }

  private void raise(MemoryRow row) {
    Alert failing = row.job.failure;
    if (row.state == ExecutionState.FAILED) {
      row.alert = alert(row, Alert.Kind.FAILURE, row.error);
      row.job.failure = row.alert;
    } else if (row.state == ExecutionState.SUCCESS && failing != null) {
      row.alert = alert(row, Alert.Kind.RECOVERY, failing.error());
      row.job.failure = null;
    }
    if (row.alert != null) {
      alerts.add(row.alert);
    }
  }

  private Alert alert(MemoryRow row, Alert.Kind kind, @Nullable String error) {
    return new Alert(
        alerts.size() + 1,
        kind,
        row.job.snapshot.namespaceKey(),
        row.job.snapshot.id(),
        row.job.snapshot.definition().name(),
        new ExecutionId(row.key),
        error,
        row.retryCount + 1,
        Instant.ofEpochMilli(row.scheduledAtMs),
        Instant.ofEpochMilli(row.endedAtMs),
        null,
        null);
  }
}
