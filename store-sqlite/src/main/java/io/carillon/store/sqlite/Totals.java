package io.carillon.store.sqlite;

import io.carillon.core.ExecutionState;
import java.sql.SQLException;

/**
 * How executions ended, by job. A transaction's ends go to a log in one row, and from there to the
 * jobs' totals in large sorted rounds: a write for each job and transaction would cost a page each.
 * What is in the log but not in the totals yet is kept in memory, and read from the log by {@link
 * ReadStats}. Writer thread only.
 *
 * <p>The log has two generations: the current one grows; the one before is being folded into the
 * totals, in the order of the jobs, a part in each transaction.
 */
final class Totals {
  /** The current generation is folded when it has this many jobs. */
  static final int FOLDED_FROM_JOBS = 50_000;

  /** At least so many jobs are folded in a transaction, and no fewer than it logs. */
  private static final int FOLDED_MIN = 200;

  /** The current generation is folded when it has this many rows, as readers read them all. */
  private static final int FOLDED_FROM_ROWS = 1_000;

  /** Logs a transaction's ends; append. */
  private static final String LOG =
      "INSERT INTO totals_delta (generation, part, deltas) VALUES (?, ?, ?)";

  /** Adds to one job's totals, if it still exists; two primary keys. */
  private static final String FOLD =
      """
      INSERT INTO job_totals (job_key, success, failed, skipped, cancelled)
      SELECT ?1, ?2, ?3, ?4, ?5 WHERE EXISTS (SELECT 1 FROM job WHERE job_key = ?1)
      ON CONFLICT (job_key) DO UPDATE SET success = success + excluded.success,
        failed = failed + excluded.failed, skipped = skipped + excluded.skipped,
        cancelled = cancelled + excluded.cancelled
      """;

  /** Forgets a generation that is folded; primary key range. */
  private static final String FORGET = "DELETE FROM totals_delta WHERE generation = ?";

  private final Counters counters;
  private final JobDeltas transaction = new JobDeltas();
  private JobDeltas current = new JobDeltas();
  private JobDeltas folding = new JobDeltas();

  /** How many rows the current generation has. */
  private int rows;

  Totals(Counters counters) {
    this.counters = counters;
  }

  /** Reads what is in the log; at open, after the counters. */
  void load(Statements statements) throws SQLException {
    long generation = counters.totalsGeneration();
    rows = JobDeltas.rows(statements, generation);
    current = JobDeltas.read(statements, generation, 0);
    folding = JobDeltas.read(statements, generation - 1, counters.totalsFoldedUntil());
  }

  /** Counts occurrences of a job that ended in a terminal state. */
  void add(long jobKey, ExecutionState state, long count) {
    transaction.add(jobKey, state.code() - ExecutionState.SUCCESS.code(), count);
  }

  /** Forgets what a job that is removed altogether would get. */
  void forget(long jobKey) {
    transaction.remove(jobKey);
  }

  void write(Statements statements) throws SQLException {
    if (!transaction.isEmpty()) {
      byte[] deltas = transaction.encode();
      statements.of(LOG).set(counters.totalsGeneration()).set(rows + 1L).set(deltas).run();
    }
    if (!folding.isEmpty()) {
      fold(statements);
    } else if (current.size() >= FOLDED_FROM_JOBS || rows >= FOLDED_FROM_ROWS) {
      // What this transaction logged is of the generation that ends here.
      counters.beginTotalsGeneration();
    }
  }

  private void fold(Statements statements) throws SQLException {
    Prepared fold = statements.batch(FOLD);
    int left = Math.max(FOLDED_MIN, transaction.size());
    long untilKey = counters.totalsFoldedUntil();
    for (long jobKey : folding.keysAfter(untilKey)) {
      if (left-- == 0) {
        break;
      }
      fold.set(jobKey);
      for (long count : folding.of(jobKey)) {
        fold.set(count);
      }
      fold.add();
      untilKey = jobKey;
    }
    fold.runAll();
    counters.setTotalsFoldedUntil(untilKey);
    if (untilKey == folding.lastKey()) {
      statements.of(FORGET).set(counters.totalsGeneration() - 1).run();
    }
  }

  /** Called before the counters commit. */
  void commit() {
    rows += transaction.isEmpty() ? 0 : 1;
    current.addAll(transaction);
    transaction.clear();
    if (counters.hasNewTotalsGeneration()) {
      folding = current;
      current = new JobDeltas();
      rows = 0;
    } else if (!folding.isEmpty() && counters.totalsFoldedUntil() >= folding.lastKey()) {
      folding = new JobDeltas();
    }
  }

  void rollback() {
    transaction.clear();
  }
}
