package io.carillon.store.jdbc;

import io.carillon.core.Caller;
import io.carillon.core.JobId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The narrow row of a job that is not deleted, as a change finds it. */
record JobRow(long jobKey, JobId id, int version, boolean isActive, Instant createdAt) {
  /** A job of a namespace by its public id; unique index. */
  private static final String FIND =
      """
      SELECT job_key, version, is_active, created_at FROM job
      WHERE id = ? AND +namespace = ? AND deleted_at IS NULL
      """;

  /** What is due of a job; unique index, primary key. */
  private static final String DUE =
      "SELECT 1 FROM due WHERE job_key = (SELECT job_key FROM job WHERE id = ?) ";

  /** Finds a job of the caller's namespace that nobody changes or deletes before the commit. */
  static @Nullable JobRow find(Session session, Caller caller, JobId id) throws SQLException {
    return find(session, caller, id, "FOR SHARE");
  }

  /**
   * Finds a job of the caller's namespace that nobody plans, claims from, changes or deletes before
   * the commit. Locked in the order in which planning does.
   */
  static @Nullable JobRow findToChange(Session session, Caller caller, JobId id)
      throws SQLException {
    if (session.isShared()) {
      session.locking(DUE, "FOR UPDATE").set(id.toString()).query().close();
    }
    return find(session, caller, id, "FOR NO KEY UPDATE");
  }

  private static @Nullable JobRow find(Session session, Caller caller, JobId id, String lock)
      throws SQLException {
    Prepared find = session.locking(FIND, lock).set(id.toString()).set(caller.namespaceKey());
    try (ResultSet row = find.query()) {
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
