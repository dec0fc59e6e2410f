package io.carillon.store.sqlite;

import io.carillon.core.Clock;
import io.carillon.core.ExecutionId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Deletes the oldest terminal executions with their attempts and alerts, expired answers, and
 * deleted jobs that nothing names any more. Unfinished executions in between stay.
 */
record Prune(long beforeMs, long rowsMax, int batchMax, Clock clock) implements Work<Integer> {
  /** Rows from the lowest key on, bounded; primary key range. */
  private static final String OLDEST =
      """
      SELECT execution_key, job_key, state FROM execution
      WHERE execution_key < ? ORDER BY execution_key LIMIT ?
      """;

  /** How many unfinished executions are passed over to find terminal ones. */
  private static final int UNFINISHED_MAX = 10_000;

  /** Deletes one execution's attempts; primary key range. */
  private static final String DELETE_ATTEMPTS = "DELETE FROM attempt WHERE execution_key = ?";

  /** Deletes one execution's alerts; unique index. */
  private static final String DELETE_ALERTS = "DELETE FROM alert WHERE execution_key = ?";

  /** Deletes one execution; primary key. */
  private static final String DELETE = "DELETE FROM execution WHERE execution_key = ?";

  @Override
  public Integer apply(Session session) throws SQLException {
    Answers.expire(session, clock.wallMs(), batchMax);
    long excess = Math.max(0, session.counters.executions() - rowsMax);
    long beforeKey = ExecutionId.lowestKeyAt(Math.max(0, beforeMs));
    List<Long> keys = new ArrayList<>();
    TreeSet<Long> jobKeys = new TreeSet<>();
    long belowKey = excess > 0 ? Long.MAX_VALUE : beforeKey;
    Prepared query = session.on(OLDEST).set(belowKey).set((long) batchMax + UNFINISHED_MAX);
    try (ResultSet rows = query.query()) {
      while (keys.size() < batchMax && rows.next()) {
        long key = rows.getLong(1);
        if (key >= beforeKey && keys.size() >= excess) {
          break;
        }
        if (rows.getInt(3) >= 3) {
          keys.add(key);
          jobKeys.add(rows.getLong(2));
        }
      }
    }
    deleteAll(session, DELETE_ATTEMPTS, keys);
    deleteAll(session, DELETE_ALERTS, keys);
    deleteAll(session, DELETE, keys);
    session.counters.addExecutions(-keys.size());
    for (long jobKey : jobKeys) {
      DeletedJobs.removeIfUnused(session, jobKey);
    }
    return keys.size();
  }

  private static void deleteAll(Session session, String statement, List<Long> keys)
      throws SQLException {
    Prepared delete = session.batch(statement);
    for (long key : keys) {
      delete.set(key).add();
    }
    delete.runAll();
  }
}
