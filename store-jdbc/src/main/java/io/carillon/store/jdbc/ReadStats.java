package io.carillon.store.jdbc;

import io.carillon.core.JobId;
import io.carillon.core.port.JobStats;
import io.carillon.core.port.JobStats.Percentiles;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a job's totals, and percentiles of its latest calls. */
record ReadStats(int namespaceKey, JobId id, long nowMs) implements Query<Optional<JobStats>> {
  /** How many executions are looked at to find calls that ended. */
  private static final int EXAMINED_MAX = 2 * JobStats.SAMPLE_MAX;

  /** A job's totals; unique index, then primary key. */
  private static final String TOTALS =
      """
      SELECT j.job_key, coalesce(t.success, 0), coalesce(t.failed, 0), coalesce(t.skipped, 0),
        coalesce(t.cancelled, 0)
      FROM job j LEFT JOIN job_totals t ON t.job_key = j.job_key
      WHERE j.id = ? AND +j.namespace = ? AND j.deleted_at IS NULL
      """;

  /** The latest calls that ended; history index range, bounded. */
  private static final String SAMPLE =
      """
      SELECT duration_ms, started_at - scheduled_at FROM (
        SELECT state, duration_ms, started_at, scheduled_at FROM execution
        WHERE job_key = ? AND scheduled_at <= ?
        ORDER BY scheduled_at DESC, n DESC LIMIT ?) AS latest
      WHERE state IN (3, 4) AND started_at IS NOT NULL AND duration_ms IS NOT NULL LIMIT ?
      """;

  @Override
  public Optional<JobStats> run(Statements statements) throws SQLException {
    try (ResultSet row = statements.of(TOTALS).set(id.toString()).set(namespaceKey).query()) {
      if (!row.next()) {
        return Optional.empty();
      }
      long[] durations = new long[JobStats.SAMPLE_MAX];
      long[] drifts = new long[JobStats.SAMPLE_MAX];
      int size = sample(statements, row.getLong(1), durations, drifts);
      return Optional.of(
          new JobStats(
              row.getLong(2),
              row.getLong(3),
              row.getLong(4),
              row.getLong(5),
              size,
              percentiles(durations, size),
              percentiles(drifts, size)));
    }
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
