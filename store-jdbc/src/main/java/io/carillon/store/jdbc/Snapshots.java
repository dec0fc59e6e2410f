package io.carillon.store.jdbc;

import io.carillon.core.JobDefinition;
import io.carillon.core.JobId;
import io.carillon.core.JobSnapshot;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Compiled job versions, so that planning does not read and parse the wide row each time. The least
 * recently used make room. Versions are immutable; a rollback clears the cache, as it may have
 * undone the version that was read. Writer thread only.
 */
final class Snapshots {
  /** One version of a job, deleted or not; two primary keys. */
  private static final String READ =
      """
      SELECT j.id, j.created_at, v.definition, v.destination_key, j.namespace
      FROM job_version v JOIN job j ON j.job_key = v.job_key
      WHERE v.job_key = ? AND v.version = ?
      """;

  private record Key(long jobKey, int version) {}

  private final Map<Key, JobSnapshot> cache;
  private final DefinitionCodec codec;

  Snapshots(int max, DefinitionCodec codec) {
    this.codec = codec;
    cache =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<Key, JobSnapshot> eldest) {
            return size() > max;
          }
        };
  }

  /** Throws when there is no such version or its definition cannot be understood. */
  JobSnapshot get(Statements statements, long jobKey, int version) throws SQLException {
    Key key = new Key(jobKey, version);
    JobSnapshot cached = cache.get(key);
    if (cached != null) {
      return cached;
    }
    JobSnapshot snapshot = read(statements, jobKey, version);
    cache.put(key, snapshot);
    return snapshot;
  }

  private JobSnapshot read(Statements statements, long jobKey, int version) throws SQLException {
    try (ResultSet row = statements.of(READ).set(jobKey).set(version).query()) {
      if (!row.next()) {
        throw new IllegalStateException("job " + jobKey + " has no version " + version);
      }
      JobId id = new JobId(UUID.fromString(row.getString(1)));
      JobDefinition definition = codec.decode(id, row.getString(3));
      return new JobSnapshot(
          jobKey,
          id,
          row.getInt(5),
          version,
          definition,
          definition.rule(id, Instant.ofEpochMilli(row.getLong(2))),
          row.getInt(4));
    }
  }

  void clear() {
    cache.clear();
  }
}
