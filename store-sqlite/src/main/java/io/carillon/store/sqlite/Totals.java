package io.carillon.store.sqlite;

import io.carillon.core.ExecutionState;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/**
 * How executions ended, gathered over a transaction and added to each job's totals once, in the
 * order of the jobs. Writer thread only.
 */
final class Totals {
  /** Adds to one job's totals; primary key; once a job and transaction. */
  private static final String ADD =
      """
      INSERT INTO job_totals (job_key, success, failed, skipped, cancelled) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (job_key) DO UPDATE SET success = success + excluded.success,
        failed = failed + excluded.failed, skipped = skipped + excluded.skipped,
        cancelled = cancelled + excluded.cancelled
      """;

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
    Prepared add = statements.batch(ADD);
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
