package io.carillon.store.jdbc;

import io.carillon.core.JobId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The narrow row of a job that is not deleted, as a change finds it. */
record JobRow(long jobKey, JobId id, int version, boolean isActive, Instant createdAt) {
  /** A job by its public id; unique index. */
  private static final String FIND =
      """
      SELECT job_key, version, is_active, created_at FROM job WHERE id = ? AND deleted_at IS NULL
      """;

  static @Nullable JobRow find(Session session, JobId id) throws SQLException {
    try (ResultSet row = session.on(FIND).set(id.toString()).query()) {
      return row.next()
          ? new JobRow(
              row.getLong(1),
              id,
              row.getInt(2),
              row.getBoolean(3),
              Instant.ofEpochMilli(row.getLong(4)))
          : null;
    }
  }
}
