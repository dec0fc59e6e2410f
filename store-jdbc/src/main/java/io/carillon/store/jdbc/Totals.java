package io.carillon.store.jdbc;

import io.carillon.core.ExecutionState;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/**
 * How executions ended, gathered over a transaction and added to each job's totals once, in the
 * order of the jobs. Writer thread only.
 */
final class Totals {
  private final Map<Long, long[]> byJob = new TreeMap<>();

  /** Counts occurrences of a job that ended in a terminal state. */
  void add(long jobKey, ExecutionState state, long count) {
    byJob.computeIfAbsent(jobKey, _ -> new long[4])[state.code() - ExecutionState.SUCCESS.code()] +=
        count;
  }

  /** Forgets what a job that is removed altogether would get. */
  void forget(long jobKey) {
    byJob.remove(jobKey);
  }

  void write(Statements statements) throws SQLException {
    if (byJob.isEmpty()) {
      return;
    }
    Batch add = statements.bulk(Bulk.ADD_TOTALS);
    for (Map.Entry<Long, long[]> job : byJob.entrySet()) {
      add.set(job.getKey());
      for (long count : job.getValue()) {
        add.set(count);
      }
      add.add();
    }
    add.runAll();
  }

  void clear() {
    byJob.clear();
  }
}
