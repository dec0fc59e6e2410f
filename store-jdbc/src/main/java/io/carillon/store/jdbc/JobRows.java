package io.carillon.store.jdbc;

import io.carillon.core.JobDefinition;
import io.carillon.core.JobId;
import io.carillon.core.JobSnapshot;
import io.carillon.schedule.Schedule;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows that hang on a job's row. Writer thread only. */
final class JobRows {
  /** Who has a name; partial unique index. */
  private static final String NAMED =
      """
      SELECT job_key, id FROM job
      WHERE namespace = 1 AND name = ? AND name IS NOT NULL AND deleted_at IS NULL
      """;

  /** Adds an immutable version; primary key. */
  private static final String ADD_VERSION =
      """
      INSERT INTO job_version (job_key, version, is_active, created_at, destination_key, definition)
      VALUES (?, ?, ?, ?, ?, ?)
      """;

  /** Adds a tag; primary key. */
  private static final String ADD_TAG = "INSERT INTO job_tag (tag, job_key) VALUES (?, ?)";

  /** Removes a tag; primary key. */
  private static final String REMOVE_TAG =
      "DELETE FROM job_tag WHERE namespace = 1 AND tag = ? AND job_key = ?";

  /** Sets what a text search looks through; primary key. */
  private static final String SET_TEXT =
      """
      INSERT INTO job_text (job_key, text) VALUES (?, ?)
      ON CONFLICT (job_key) DO UPDATE SET text = excluded.text
      """;

  /** Removes it; primary key. */
  private static final String REMOVE_TEXT = "DELETE FROM job_text WHERE job_key = ?";

  /** Sets the next fire; primary key. */
  private static final String SET_DUE =
      """
      INSERT INTO due (job_key, next_fire_at, version) VALUES (?, ?, ?)
      ON CONFLICT (job_key) DO UPDATE SET next_fire_at = excluded.next_fire_at,
        version = excluded.version, postponed_from = NULL
      """;

  /** Nothing is due; primary key. */
  private static final String REMOVE_DUE = "DELETE FROM due WHERE job_key = ?";

  private JobRows() {}

  /** A job's keys. */
  record Named(long jobKey, JobId id) {}

  static @Nullable Named named(Session session, String name) throws SQLException {
    try (ResultSet row = session.on(NAMED).set(name).query()) {
      return row.next() ? new Named(row.getLong(1), id(row.getString(2))) : null;
    }
  }

  static JobId id(String text) {
    return new JobId(UUID.fromString(text));
  }

  /** Writes a job's version and what is searched of it, and returns it compiled. */
  static JobSnapshot addVersion(
      Session session,
      long jobKey,
      JobId id,
      int version,
      EncodedDefinition encoded,
      Schedule rule,
      boolean isActive,
      long nowMs)
      throws SQLException {
    JobDefinition definition = encoded.definition();
    int destination =
        session.destinations.keyOf(session.statements, definition.target().destination());
    session
        .on(ADD_VERSION)
        .set(jobKey)
        .set(version)
        .set(isActive)
        .set(nowMs)
        .set(destination)
        .set(encoded.json())
        .run();
    session.on(SET_TEXT).set(jobKey).set(encoded.searchText()).run();
    return new JobSnapshot(jobKey, id, version, definition, rule, destination);
  }

  static void addTags(Session session, long jobKey, Set<String> tags) throws SQLException {
    for (String tag : tags) {
      session.on(ADD_TAG).set(tag).set(jobKey).run();
    }
  }

  static void removeTags(Session session, long jobKey, Set<String> tags) throws SQLException {
    for (String tag : tags) {
      session.on(REMOVE_TAG).set(tag).set(jobKey).run();
    }
  }

  static void removeText(Session session, long jobKey) throws SQLException {
    session.on(REMOVE_TEXT).set(jobKey).run();
  }

  /** {@link Schedule#NEVER}: nothing is due. */
  static void setDue(Session session, long jobKey, long nextFireAtMs, int version)
      throws SQLException {
    if (nextFireAtMs == Schedule.NEVER) {
      session.on(REMOVE_DUE).set(jobKey).run();
    } else {
      session.on(SET_DUE).set(jobKey).set(nextFireAtMs).set(version).run();
    }
  }

  static @Nullable Instant instant(long nextFireAtMs) {
    return nextFireAtMs == Schedule.NEVER ? null : Instant.ofEpochMilli(nextFireAtMs);
  }
}
