package io.carillon.store.jdbc;

import io.carillon.core.ExecutionState;
import java.sql.SQLException;
import java.util.Arrays;

/**
 * What a transaction adds to the counts, written once before its commit. Each node has a row of its
 * own, so that nodes do not wait for each other. Writer thread only.
 */
final class Counters {
  /** Adds to a node's row; primary key. */
  private static final String ADD =
      """
      UPDATE counter SET executions = executions + ?, jobs = jobs + ?,
        active_jobs = active_jobs + ?, pings = pings + ?, succeeded = succeeded + ?,
        failed = failed + ?
      WHERE counter_key = ?
      """;

  private static final int EXECUTIONS = 0;
  private static final int JOBS = 1;
  private static final int ACTIVE_JOBS = 2;
  private static final int PINGS = 3;
  private static final int SUCCEEDED = 4;
  private static final int FAILED = 5;

  private final long[] added = new long[6];
  private boolean isChanged;

  void ping() {
    add(PINGS, 1);
  }

  void addExecutions(long delta) {
    add(EXECUTIONS, delta);
  }

  void addJobs(long delta) {
    add(JOBS, delta);
  }

  void addActiveJobs(long delta) {
    add(ACTIVE_JOBS, delta);
  }

  /** An execution has ended. */
  void addEnded(ExecutionState state) {
    switch (state) {
      case SUCCESS -> add(SUCCEEDED, 1);
      case FAILED -> add(FAILED, 1);
      case PENDING, RUNNING, RETRYING, SKIPPED, CANCELLED -> {}
    }
  }

  private void add(int counter, long delta) {
    added[counter] += delta;
    isChanged |= delta != 0;
  }

  void write(Statements statements, int nodeKey) throws SQLException {
    if (!isChanged) {
      return;
    }
    Prepared add = statements.of(ADD);
    for (long delta : added) {
      add.set(delta);
    }
    add.set(nodeKey).run();
  }

  void clear() {
    Arrays.fill(added, 0);
    isChanged = false;
  }
}
