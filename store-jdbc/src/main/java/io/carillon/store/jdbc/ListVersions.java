package io.carillon.store.jdbc;

import io.carillon.core.JobId;
import io.carillon.core.port.JobStore.JobVersion;
import io.carillon.core.port.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists the versions of a job that is not deleted, newest first. */
record ListVersions(
    int namespaceKey, JobId id, int limit, @Nullable String cursor, DefinitionCodec codec)
    implements Query<Page<JobVersion>> {
  private static final char LIST = 'v';

  /** Versions below one; unique index, then primary key range. */
  private static final String VERSIONS =
      """
      SELECT v.version, v.definition, v.is_active, v.created_at
      FROM job j JOIN job_version v ON v.job_key = j.job_key
      WHERE j.id = ? AND +j.namespace = ? AND j.deleted_at IS NULL AND v.version < ?
      ORDER BY v.version DESC LIMIT ?
      """;

  @Override
  public Page<JobVersion> run(Statements statements) throws SQLException {
    int rows = Limits.page(limit) + 1;
    long from = Cursor.decode(LIST, cursor, Long.MAX_VALUE)[0];
    List<JobVersion> items = new ArrayList<>();
    Prepared query =
        statements.of(VERSIONS).set(id.toString()).set(namespaceKey).set(from).set(rows);
    try (ResultSet row = query.query()) {
      while (row.next()) {
        if (items.size() == limit) {
          return new Page<>(items, Cursor.encode(LIST, items.getLast().version()));
        }
        items.add(
            new JobVersion(
                row.getInt(1),
                codec.decode(id, row.getString(2)),
                row.getBoolean(3),
                Instant.ofEpochMilli(row.getLong(4))));
      }
    }
    return new Page<>(items, null);
  }
}
