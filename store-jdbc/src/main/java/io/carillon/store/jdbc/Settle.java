package io.carillon.store.jdbc;

import io.carillon.core.Clock;
import io.carillon.core.Execution;
import io.carillon.core.ExecutionState;
import io.carillon.core.port.Lease;
import io.carillon.core.port.Settled;
import io.carillon.core.port.Settlement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Records outcomes. Each move names the term and the states it expects; a late or stale one changes
 * nothing, and one that was already recorded is reported as applied.
 */
record Settle(Lease lease, List<Settlement> settlements, Clock clock)
    implements Work<List<Settled>> {
  /** Adds an attempt; primary key. A repeat under the same number is the same attempt. */
  private static final String ADD_ATTEMPT =
      """
      INSERT INTO attempt (execution_key, number, started_at, duration_ms, http_status, error,
        response)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (execution_key, number) DO UPDATE SET started_at = excluded.started_at,
        duration_ms = excluded.duration_ms, http_status = excluded.http_status,
        error = excluded.error, response = excluded.response
      """;

  private static final int[] MAY_COME_FROM = mayComeFrom();

  private static int[] mayComeFrom() {
    ExecutionState[] states = ExecutionState.values();
    int[] masks = new int[states.length];
    for (ExecutionState from : states) {
      for (ExecutionState to : states) {
        if (from.mayBecome(to)) {
          masks[to.code()] |= 1 << from.code();
        }
      }
    }
    return masks;
  }

  @Override
  public List<Settled> apply(Session session) throws SQLException {
    if (!session.term.isOf(lease)) {
      return Collections.nCopies(settlements.size(), new Settled(false, null));
    }
    long nowMs = clock.wallMs();
    Batch move = session.batch(Bulk.MOVE);
    for (Settlement settlement : settlements) {
      move(move, settlement, nowMs);
    }
    int[] moved = move.runAll();
    addAttempts(session, moved);
    moveOpenRows(session, moved);
    lookAtJobs(session, moved);
    Settled[] results = new Settled[moved.length];
    Settlements after = new Settlements(session, lease, nowMs);
    for (int i : JobOrder.of(moved.length, n -> settlements.get(n).jobKey())) {
      Settlement settlement = settlements.get(i);
      results[i] = moved[i] > 0 ? after.applied(settlement) : after.repeated(settlement);
    }
    return List.of(results);
  }

  private void lookAtJobs(Session session, int[] moved) throws SQLException {
    if (!session.isShared()) {
      return;
    }
    Set<Long> jobKeys = new HashSet<>();
    for (int i = 0; i < moved.length; i++) {
      if (moved[i] > 0 && settlements.get(i).to().isTerminal()) {
        jobKeys.add(settlements.get(i).jobKey());
      }
    }
    session.marks.look(jobKeys);
  }

  private void move(Batch move, Settlement settlement, long nowMs) throws SQLException {
    ExecutionState to = settlement.to();
    long completedAtMs =
        !to.isTerminal() ? 0 : settlement.endedAtMs() == 0 ? nowMs : settlement.endedAtMs();
    move.set(to.code())
        .set(settlement.jobVersion())
        .setUnless(0, settlement.startedAtMs())
        .setUnless(0, completedAtMs)
        .setUnless(0, settlement.httpStatus())
        .setUnless(-1, settlement.durationMs())
        .set(settlement.retryCount())
        .setUnless(0, settlement.nextAttemptAtMs())
        .set(settlement.error())
        .set(holderAfter(settlement))
        .set(settlement.executionKey())
        .set(lease.nodeKey())
        .set(lease.term())
        .set(MAY_COME_FROM[to.code()])
        .set(failedBefore(settlement))
        .add();
  }

  /** How many attempts had failed when the one that is settled here began. */
  private static int failedBefore(Settlement settlement) {
    boolean countsItself =
        settlement.to() == ExecutionState.RETRYING && settlement.attempt() != null;
    return settlement.retryCount() - (countsItself ? 1 : 0);
  }

  private long holderAfter(Settlement settlement) {
    return settlement.to() == ExecutionState.RETRYING && !settlement.keepHeld()
        ? OpenRows.NOBODY
        : lease.nodeKey();
  }

  private void addAttempts(Session session, int[] moved) throws SQLException {
    Prepared add = session.batch(ADD_ATTEMPT);
    for (int i = 0; i < moved.length; i++) {
      Execution.Attempt attempt = settlements.get(i).attempt();
      if (moved[i] == 0 || attempt == null) {
        continue;
      }
      add.set(settlements.get(i).executionKey())
          .set(attempt.number())
          .setNullable(attempt.startedAt() == null ? null : attempt.startedAt().toEpochMilli())
          .setNullable(attempt.durationMs())
          .setNullable(attempt.httpStatus() == null ? null : attempt.httpStatus().longValue())
          .set(attempt.error())
          .set(attempt.response())
          .add();
    }
    add.runAll();
  }

  /**
   * Retries first: an execution may be settled twice here, and ends under the retry's time then.
   */
  private void moveOpenRows(Session session, int[] moved) throws SQLException {
    Batch delete = session.batch(Bulk.REMOVE_OPEN);
    List<Settlement> ended = new ArrayList<>(moved.length);
    for (int i = 0; i < moved.length; i++) {
      Settlement settlement = settlements.get(i);
      if (moved[i] == 0) {
        continue;
      }
      if (settlement.to() == ExecutionState.RETRYING) {
        OpenRows.delete(
            session, lease.nodeKey(), settlement.heldDueAtMs(), settlement.executionKey());
        OpenRows.insert(
            session,
            holderAfter(settlement),
            settlement.nextAttemptAtMs(),
            settlement.executionKey());
      } else if (settlement.to().isTerminal()) {
        delete.set(lease.nodeKey()).set(settlement.heldDueAtMs()).set(settlement.executionKey());
        delete.add();
        ended.add(settlement);
      }
    }
    int[] deleted = delete.runAll();
    for (int k = 0; k < deleted.length; k++) {
      if (deleted[k] == 0) {
        OpenRows.deleteOf(session, ended.get(k).executionKey());
      }
    }
  }
}
