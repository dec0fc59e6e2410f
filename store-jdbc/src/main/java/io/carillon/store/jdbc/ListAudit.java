package io.carillon.store.jdbc;

import io.carillon.core.AuditAction;
import io.carillon.core.Caller;
import io.carillon.core.JobId;
import io.carillon.core.port.Audit.Entry;
import io.carillon.core.port.Audit.Version;
import io.carillon.core.port.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lists rows of the audit, newest first. */
record ListAudit(
    int namespaceKey,
    @Nullable JobId job,
    int limit,
    @Nullable String cursor,
    DefinitionCodec codec)
    implements Query<Page<Entry>> {
  private static final char LIST = 'u';
  private static final Logger LOG = LoggerFactory.getLogger(ListAudit.class);

  private static final String SELECT =
      """
      SELECT a.audit_id, a.created_at, a.caller, a.caller_name, a.address, a.action, a.subject, j.id,
        b.version, b.definition, b.is_active, c.version, c.definition, c.is_active, a.namespace
      FROM audit a LEFT JOIN job j ON j.job_key = a.job_key
        LEFT JOIN job_version b ON b.job_key = a.job_key AND b.version = a.before_version
        LEFT JOIN job_version c ON c.job_key = a.job_key AND c.version = a.after_version
      """;

  /** Where a page stops to look: the id that lies so many behind the cursor; primary key. */
  private static final String FLOOR =
      "SELECT audit_id FROM audit WHERE audit_id < ? ORDER BY audit_id DESC LIMIT 1 OFFSET ?";

  /** A namespace's rows between two ids; primary key range. */
  private static final String ALL =
      SELECT
          + """
          WHERE +a.namespace = ? AND a.audit_id < ? AND a.audit_id >= ?
          ORDER BY a.audit_id DESC LIMIT ?
          """;

  /** A job's rows below an id; index range. */
  private static final String OF_JOB =
      SELECT
          + """
          WHERE a.job_key = (SELECT job_key FROM job WHERE id = ? AND +namespace = ?)
            AND a.job_key IS NOT NULL
            AND a.audit_id < ?
          ORDER BY a.audit_id DESC LIMIT ?
          """;

  @Override
  public Page<Entry> run(Statements statements) throws SQLException {
    int rows = Limits.page(limit) + 1;
    long from = Cursor.decode(LIST, cursor, Long.MAX_VALUE)[0];
    if (job != null) {
      Prepared ofJob = statements.of(OF_JOB).set(job.toString()).set(namespaceKey).set(from);
      return page(ofJob.set(rows), 0);
    }
    long floor = ManyNamespaces.in(statements) ? floor(statements, from) : 0;
    Prepared all = statements.of(ALL).set(namespaceKey).set(from).set(floor);
    return page(all.set(rows), floor);
  }

  /** 0: everything is within the bound. */
  private static long floor(Statements statements, long from) throws SQLException {
    Prepared floor = statements.of(FLOOR).set(from).set(Limits.EXAMINED_MAX - 1);
    try (ResultSet row = floor.query()) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  private Page<Entry> page(Prepared query, long floor) throws SQLException {
    List<Entry> items = new ArrayList<>();
    try (ResultSet row = query.query()) {
      while (row.next()) {
        if (items.size() == limit) {
          return new Page<>(items, Cursor.encode(LIST, items.getLast().id()));
        }
        items.add(read(row));
      }
    }
    return new Page<>(items, floor == 0 ? null : Cursor.encode(LIST, floor));
  }

  private Entry read(ResultSet row) throws SQLException {
    String text = row.getString(8);
    JobId jobId = text == null ? null : JobRows.id(text);
    return new Entry(
        row.getLong(1),
        Instant.ofEpochMilli(row.getLong(2)),
        new Caller(row.getInt(15), row.getString(3), row.getString(4), row.getString(5)),
        AuditAction.valueOf(row.getString(6)),
        row.getString(7),
        jobId,
        jobId == null ? null : version(row, 9, jobId),
        jobId == null ? null : version(row, 12, jobId));
  }

  private @Nullable Version version(ResultSet row, int column, JobId jobId) throws SQLException {
    int number = row.getInt(column);
    if (row.wasNull()) {
      return null;
    }
    String json = row.getString(column + 1);
    boolean isActive = row.getBoolean(column + 2);
    try {
      return new Version(number, codec.decode(jobId, json), isActive);
    } catch (RuntimeException e) {
      LOG.error("version {} of jobId {} cannot be read; the audit is without it", number, jobId, e);
      return null;
    }
  }
}
