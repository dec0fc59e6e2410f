package io.carillon.store.jdbc;

import io.carillon.core.Job;
import io.carillon.core.JobId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads a job as users see it. */
final class JobReads {
  /**
   * The columns that {@link #read} expects. The first parameter is now: the job's next execution is
   * planned already (history index, no more than one horizon) or due.
   */
  static final String SELECT =
      """
      SELECT j.job_key, j.id, j.version, j.is_active, j.created_at, j.updated_at, v.definition,
        v.destination_key, d.next_fire_at, j.namespace,
        (SELECT e.scheduled_at FROM execution e
         WHERE e.job_key = j.job_key AND e.scheduled_at >= ? AND e.n = 0 AND e.state = 0
         ORDER BY e.scheduled_at LIMIT 1)
      FROM job j JOIN job_version v ON v.job_key = j.job_key AND v.version = j.version
        LEFT JOIN due d ON d.job_key = j.job_key
      """;

  private JobReads() {}

  static Job read(ResultSet row, DefinitionCodec codec) throws SQLException {
    JobId id = JobRows.id(row.getString(2));
    Instant createdAt = Instant.ofEpochMilli(row.getLong(5));
    boolean isActive = row.getBoolean(4);
    return new Job(
        codec.snapshot(
            row.getLong(1),
            id,
            row.getInt(10),
            row.getInt(3),
            row.getString(7),
            createdAt,
            row.getInt(8)),
        isActive,
        createdAt,
        Instant.ofEpochMilli(row.getLong(6)),
        isActive ? earlier(Column.instant(row, 9), Column.instant(row, 11)) : null);
  }

  private static @Nullable Instant earlier(@Nullable Instant due, @Nullable Instant planned) {
    return planned == null || (due != null && due.isBefore(planned)) ? due : planned;
  }
}
