package io.carillon.store.jdbc;

import io.carillon.core.JobId;
import io.carillon.core.port.Lease;
import io.carillon.core.port.Notice;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What nodes of a shared store tell each other, as rows that are written with what they tell of.
 * Each node reads what has been committed between two snapshots: a row's number would not do, as
 * transactions do not commit in the order in which they drew it. Writer thread only.
 */
final class Notices {
  private static final int CHANGED = 0;
  private static final int DELETED = 1;
  private static final int CANCEL_ASKED = 2;

  /** For so long notices are kept: nodes that do not read them have lost their lease by then. */
  private static final long KEPT_MS = 600_000;

  /** How many notices are removed at once. */
  private static final int REMOVED_MAX = 10_000;

  /** Adds a notice. */
  private static final String ADD =
      """
      INSERT INTO notice (node_key, kind, created_at, job_key, job_id, version, cut_at,
        execution_key)
      SELECT ?, ?, ?, job_key, id, ?, ?, ? FROM job WHERE job_key = ?
      """;

  /** What has become visible since a snapshot, of other nodes; index range, then two keys a row. */
  private static final String READ =
      """
      SELECT pg_current_snapshot()::text, n.kind, n.job_id, n.job_key, n.version, n.cut_at,
        n.execution_key, v.is_active, v.definition, v.destination_key, j.created_at, j.namespace
      """
          + othersSince("notice")
          + """
            LEFT JOIN job_version v ON v.job_key = n.job_key AND v.version = n.version
            LEFT JOIN job j ON j.job_key = n.job_key
          ORDER BY n.xid, n.notice_key
          """;

  private static final String NOW = "SELECT pg_current_snapshot()::text";

  /** Removes old ones; index. */
  private static final String REMOVE =
      """
      DELETE FROM notice WHERE notice_key IN (
        SELECT notice_key FROM notice WHERE created_at < ? ORDER BY created_at LIMIT ?)
      """;

  /**
   * What was read.
   *
   * @param until to read on from
   */
  record Heard(List<Notice> notices, String until) {}

  private Notices() {}

  static void changed(Session session, long jobKey, int version, long cutMs, long nowMs)
      throws SQLException {
    add(session, CHANGED, jobKey, version, cutMs, 0, nowMs);
  }

  static void deleted(Session session, long jobKey, int version, long cutMs, long nowMs)
      throws SQLException {
    add(session, DELETED, jobKey, version, cutMs, 0, nowMs);
  }

  static void cancelAsked(Session session, long jobKey, long executionKey, long nowMs)
      throws SQLException {
    add(session, CANCEL_ASKED, jobKey, 0, 0, executionKey, nowMs);
  }

  private static void add(
      Session session,
      int kind,
      long jobKey,
      int version,
      long cutMs,
      long executionKey,
      long nowMs)
      throws SQLException {
    if (session.isShared()) {
      session
          .on(ADD)
          .set(session.term.holder())
          .set(kind)
          .set(nowMs)
          .set(version)
          .set(cutMs)
          .set(executionKey)
          .set(jobKey)
          .run();
    }
  }

  /**
   * Rows n of a table that have become visible since a snapshot, its first parameter, and that
   * another node wrote than the second; index range. One row without them when there are none.
   */
  static String othersSince(String table) {
    return """
        FROM (SELECT ?::pg_snapshot AS snapshot) AS heard
          LEFT JOIN %s n ON n.xid >= pg_snapshot_xmin(heard.snapshot)
            AND NOT pg_visible_in_snapshot(n.xid, heard.snapshot) AND n.node_key <> ?
        """
        .formatted(table);
  }

  /** The snapshot that a later {@link #read} goes on from. */
  static String now(Session session) throws SQLException {
    try (ResultSet row = session.on(NOW).query()) {
      row.next();
      return row.getString(1);
    }
  }

  static Heard read(Session session, Lease lease, String heardUntil) throws SQLException {
    List<Notice> notices = new ArrayList<>();
    String until = heardUntil;
    try (ResultSet rows = session.on(READ).set(heardUntil).set(lease.nodeKey()).query()) {
      while (rows.next()) {
        until = rows.getString(1);
        if (rows.getString(3) != null) {
          notices.add(notice(rows, session.codec));
        }
      }
    }
    return new Heard(notices, until);
  }

  private static Notice notice(ResultSet row, DefinitionCodec codec) throws SQLException {
    JobId job = JobRows.id(row.getString(3));
    return switch (row.getInt(2)) {
      case CHANGED -> changed(row, job, codec);
      case DELETED -> new Notice.Deleted(job, row.getLong(6));
      case CANCEL_ASKED -> new Notice.CancelAsked(job, row.getLong(7));
      default -> throw new IllegalStateException("a notice of kind " + row.getInt(2));
    };
  }

  private static Notice changed(ResultSet row, JobId job, DefinitionCodec codec)
      throws SQLException {
    long jobKey = row.getLong(4);
    int version = row.getInt(5);
    long cutMs = row.getLong(6);
    boolean isActive = row.getBoolean(8);
    String json = row.getString(9);
    int destination = row.getInt(10);
    Instant createdAt = Instant.ofEpochMilli(row.getLong(11));
    int namespaceKey = row.getInt(12);
    if (json == null) {
      return new Notice.Deleted(job, cutMs); // Gone since with all its executions.
    }
    return new Notice.Changed(
        job,
        version,
        isActive,
        cutMs,
        () -> codec.snapshot(jobKey, job, namespaceKey, version, json, createdAt, destination));
  }

  /** Removes some that every node has read; how many. */
  static int expire(Session session, long nowMs) throws SQLException {
    return session.on(REMOVE).set(nowMs - KEPT_MS).set(REMOVED_MAX).run();
  }
}
