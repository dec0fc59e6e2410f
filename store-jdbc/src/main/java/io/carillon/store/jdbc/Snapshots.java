package io.carillon.store.jdbc;

import io.carillon.core.JobId;
import io.carillon.core.JobSnapshot;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/**
 * Compiled job versions, so that planning does not read and parse the wide row each time. The least
 * recently used make room, for number and for length. Versions are immutable; a rollback clears the
 * cache, as it may have undone the version that was read. Writer thread only.
 */
final class Snapshots {
  /** One version of a job, deleted or not; two primary keys. */
  private static final String READ =
      """
      SELECT j.id, j.created_at, v.definition, v.destination_key, j.namespace
      FROM job_version v JOIN job j ON j.job_key = v.job_key
      WHERE v.job_key = ? AND v.version = ?
      """;

  /** Of all definitions together: a body alone may have a quarter of a million. */
  private static final int CHARACTERS_MAX = 32 << 20;

  private record Key(long jobKey, int version) {}

  private final BoundedCache<Key, JobSnapshot> cache;
  private final DefinitionCodec codec;

  Snapshots(int max, DefinitionCodec codec) {
    this.codec = codec;
    cache = new BoundedCache<>(max, CHARACTERS_MAX);
  }

  /** Throws when there is no such version or its definition cannot be understood. */
  JobSnapshot get(Statements statements, long jobKey, int version) throws SQLException {
    Key key = new Key(jobKey, version);
    JobSnapshot cached = cache.get(key);
    return cached != null ? cached : read(statements, key);
  }

  private JobSnapshot read(Statements statements, Key key) throws SQLException {
    long jobKey = key.jobKey;
    int version = key.version;
    try (ResultSet row = statements.of(READ).set(jobKey).set(version).query()) {
      if (!row.next()) {
        throw new IllegalStateException("job " + jobKey + " has no version " + version);
      }
      JobId id = new JobId(UUID.fromString(row.getString(1)));
      String text = row.getString(3);
      Instant createdAt = Instant.ofEpochMilli(row.getLong(2));
      JobSnapshot snapshot =
          codec.snapshot(jobKey, id, row.getInt(5), version, text, createdAt, row.getInt(4));
      cache.put(key, snapshot, text.length());
      return snapshot;
    }
  }

  void clear() {
    cache.clear();
  }
}
