package io.carillon.store.sqlite;

import io.carillon.core.JobId;
import io.carillon.core.port.JobStats;
import io.carillon.core.port.JobStats.Percentiles;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a job's totals, and percentiles of its latest calls. */
record ReadStats(JobId id, long nowMs) implements Query<Optional<JobStats>> {
  /** How many executions are looked at to find calls that ended. */
  private static final int EXAMINED_MAX = 2 * JobStats.SAMPLE_MAX;

  /** A job that is not deleted; unique index. */
  private static final String JOB_KEY =
      "SELECT job_key FROM job WHERE id = ? AND deleted_at IS NULL";

  /** A job's totals and what of the log is not in them yet; primary keys, a bounded log. */
  private static final String TOTALS =
      """
      SELECT success, failed, skipped, cancelled, NULL FROM job_totals WHERE job_key = ?1
      UNION ALL
      SELECT 0, 0, 0, 0, d.deltas FROM counter c JOIN totals_delta d
        ON d.generation = c.totals_generation
      UNION ALL
      SELECT 0, 0, 0, 0, d.deltas FROM counter c JOIN totals_delta d
        ON d.generation = c.totals_generation - 1 AND c.totals_folded_until < ?1
      """;

  /** The latest calls that ended; history index range, bounded. */
  private static final String SAMPLE =
      """
      SELECT duration_ms, started_at - scheduled_at FROM (
        SELECT state, duration_ms, started_at, scheduled_at FROM execution
        WHERE job_key = ? AND scheduled_at <= ?
        ORDER BY scheduled_at DESC, n DESC LIMIT ?)
      WHERE state IN (3, 4) AND started_at IS NOT NULL AND duration_ms IS NOT NULL LIMIT ?
      """;

  @Override
  public Optional<JobStats> run(Statements statements) throws SQLException {
    long jobKey;
    try (ResultSet row = statements.of(JOB_KEY).set(id.toString()).query()) {
      if (!row.next()) {
        return Optional.empty();
      }
      jobKey = row.getLong(1);
    }
    long[] totals = totals(statements, jobKey);
    long[] durations = new long[JobStats.SAMPLE_MAX];
    long[] drifts = new long[JobStats.SAMPLE_MAX];
    int size = sample(statements, jobKey, durations, drifts);
    return Optional.of(
        new JobStats(
            totals[0],
            totals[1],
            totals[2],
            totals[3],
            size,
            percentiles(durations, size),
            percentiles(drifts, size)));
  }

  private static long[] totals(Statements statements, long jobKey) throws SQLException {
    long[] totals = new long[4];
    try (ResultSet row = statements.of(TOTALS).set(jobKey).query()) {
      while (row.next()) {
        byte[] deltas = row.getBytes(5);
        if (deltas != null) {
          JobDeltas.decode(
              deltas,
              (key, kind, count) -> {
                if (key == jobKey) {
                  totals[kind] += count;
                }
              });
        } else {
          for (int kind = 0; kind < totals.length; kind++) {
            totals[kind] += row.getLong(kind + 1);
          }
        }
      }
    }
    return totals;
  }

  private int sample(Statements statements, long jobKey, long[] durations, long[] drifts)
      throws SQLException {
    Prepared query =
        statements.of(SAMPLE).set(jobKey).set(nowMs).set(EXAMINED_MAX).set(JobStats.SAMPLE_MAX);
    int size = 0;
    try (ResultSet row = query.query()) {
      while (row.next()) {
        durations[size] = row.getLong(1);
        drifts[size] = row.getLong(2);
        size++;
      }
    }
    return size;
  }

  private static @Nullable Percentiles percentiles(long[] values, int size) {
    if (size == 0) {
      return null;
    }
    long[] sorted = Arrays.copyOf(values, size);
    Arrays.sort(sorted);
    return new Percentiles(at(sorted, 50), at(sorted, 90), at(sorted, 99), sorted[size - 1]);
  }

  /** The smallest value that so many percent of the values do not exceed. */
  private static long at(long[] sorted, int percent) {
    return sorted[(sorted.length * percent + 99) / 100 - 1];
  }
}
