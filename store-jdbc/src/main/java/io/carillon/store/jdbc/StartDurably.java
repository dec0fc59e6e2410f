package io.carillon.store.jdbc;

import io.carillon.core.port.Lease;
import io.carillon.core.port.Start;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Moves executions to RUNNING before their calls. A start that is repeated after a lost commit
 * finds its own row and succeeds again.
 */
record StartDurably(Lease lease, List<Start> starts) implements Work<List<Start.Result>> {
  /** Whether the node has the row; primary key. */
  private static final String STANDS =
      """
      SELECT 1 FROM execution
      WHERE execution_key = ? AND job_key = ? AND holder = ? AND term = ? AND state IN (0, 1, 2)
      """;

  /** Whether the start would find its row; tells a taken turn from a row that is gone. */
  private static final String IS_STARTABLE =
      STANDS
          + """
            AND EXISTS (SELECT 1 FROM job j WHERE j.job_key = execution.job_key AND j.version = ?
                        AND j.deleted_at IS NULL AND (j.is_active = 1 OR execution.cause <> 0))
          """;

  @Override
  public List<Start.Result> apply(Session session) throws SQLException {
    List<Start.Result> results =
        new ArrayList<>(Collections.nCopies(starts.size(), Start.Result.GONE));
    if (!session.term.isOf(lease)) {
      return results;
    }
    Batch start = session.batch(Bulk.START);
    List<Integer> free = new ArrayList<>();
    for (int i : JobOrder.of(starts.size(), n -> starts.get(n).jobKey())) {
      Start next = starts.get(i);
      if (next.takesTurn()) {
        // Looked for first, so that a stale start leaves no turn behind.
        if (!isStartable(session, next)) {
          continue;
        }
        if (!Turns.take(session, next.jobKey(), next.executionKey())) {
          results.set(i, Start.Result.OVERLAPS);
          continue;
        }
      }
      free.add(i);
      start.set(next.jobVersion());
      name(start, next);
      start.set(next.jobVersion()).add();
    }
    int[] started = start.runAll();
    for (int k = 0; k < started.length; k++) {
      int i = free.get(k);
      if (started[k] > 0) {
        results.set(i, Start.Result.STARTED);
      }
    }
    for (int i = 0; i < results.size(); i++) {
      if (results.get(i) == Start.Result.GONE && stands(session, starts.get(i))) {
        results.set(i, Start.Result.OUTDATED);
      }
    }
    return results;
  }

  private boolean stands(Session session, Start start) throws SQLException {
    Prepared query = session.on(STANDS);
    name(query, start);
    try (ResultSet row = query.query()) {
      return row.next();
    }
  }

  private boolean isStartable(Session session, Start next) throws SQLException {
    Prepared query = session.on(IS_STARTABLE);
    name(query, next);
    try (ResultSet row = query.set(next.jobVersion()).query()) {
      return row.next();
    }
  }

  private void name(Batch statement, Start next) throws SQLException {
    statement.set(next.executionKey()).set(next.jobKey()).set(lease.nodeKey()).set(lease.term());
  }
}
