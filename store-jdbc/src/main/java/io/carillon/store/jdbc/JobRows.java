package io.carillon.store.jdbc;

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
      WHERE namespace = ? AND name = ? AND name IS NOT NULL AND deleted_at IS NULL
      """;

  /** Adds a tag; primary key. */
  private static final String ADD_TAG =
      "INSERT INTO job_tag (namespace, tag, job_key) VALUES (?, ?, ?)";

  /** Removes a tag; primary key. */
  private static final String REMOVE_TAG =
      "DELETE FROM job_tag WHERE namespace = ? AND tag = ? AND job_key = ?";

  /** Removes what a text search looks through; primary key. */
  private static final String REMOVE_TEXT = "DELETE FROM job_text WHERE job_key = ?";

  /** Nothing is due; primary key. */
  private static final String REMOVE_DUE = "DELETE FROM due WHERE job_key = ?";

  private JobRows() {}

  /** A job's keys. */
  record Named(long jobKey, JobId id) {}

  static @Nullable Named named(Session session, int namespaceKey, String name) throws SQLException {
    try (ResultSet row = session.on(NAMED).set(namespaceKey).set(name).query()) {
      return row.next() ? new Named(row.getLong(1), id(row.getString(2))) : null;
    }
  }

  static JobId id(String text) {
    return new JobId(UUID.fromString(text));
  }

  /**
   * A version to be written.
   *
   * @param namespaceKey of its job
   * @param destinationKey of its target
   */
  record Version(
      int namespaceKey,
      int number,
      EncodedDefinition encoded,
      boolean isActive,
      long createdAtMs,
      int destinationKey) {
    static Version of(
        Session session,
        int namespaceKey,
        int number,
        EncodedDefinition encoded,
        boolean isActive,
        long createdAtMs)
        throws SQLException {
      int destination =
          session.destinations.keyOf(
              session.statements, namespaceKey, encoded.definition().target().destination());
      return new Version(namespaceKey, number, encoded, isActive, createdAtMs, destination);
    }

    JobSnapshot snapshot(long jobKey, JobId id, Schedule rule) {
      return new JobSnapshot(
          jobKey, id, namespaceKey, number, encoded.definition(), rule, destinationKey);
    }
  }

  static void addVersion(Batch batch, long jobKey, Version version) throws SQLException {
    batch
        .set(jobKey)
        .set(version.number)
        .set(version.isActive)
        .set(version.createdAtMs)
        .set(version.destinationKey)
        .set(version.encoded.json())
        .set(version.encoded.keyId())
        .add();
  }

  static void setText(Batch batch, long jobKey, Version version) throws SQLException {
    batch.set(jobKey).set(version.encoded.searchText()).add();
  }

  static void setDue(Batch batch, long jobKey, long nextFireAtMs, int version) throws SQLException {
    batch.set(jobKey).set(nextFireAtMs).set(version).add();
  }

  /** Writes a further version of a job and what is searched of it. */
  static void addVersion(Session session, long jobKey, Version version) throws SQLException {
    Batch add = session.statements.one(Bulk.ADD_VERSION);
    addVersion(add, jobKey, version);
    add.runAll();
    Batch text = session.statements.one(Bulk.SET_TEXT);
    setText(text, jobKey, version);
    text.runAll();
  }

  static void addTags(Session session, int namespaceKey, long jobKey, Set<String> tags)
      throws SQLException {
    for (String tag : tags) {
      session.on(ADD_TAG).set(namespaceKey).set(tag).set(jobKey).run();
    }
  }

  static void removeTags(Session session, int namespaceKey, long jobKey, Set<String> tags)
      throws SQLException {
    for (String tag : tags) {
      session.on(REMOVE_TAG).set(namespaceKey).set(tag).set(jobKey).run();
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
      Batch due = session.statements.one(Bulk.SET_DUE);
      setDue(due, jobKey, nextFireAtMs, version);
      due.runAll();
    }
  }

  static @Nullable Instant instant(long nextFireAtMs) {
    return nextFireAtMs == Schedule.NEVER ? null : Instant.ofEpochMilli(nextFireAtMs);
  }
}
