package io.carillon.store.jdbc;

import io.carillon.core.Job;
import io.carillon.core.port.JobStore.JobQuery;
import io.carillon.core.port.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lists jobs, newest first, without those whose definition cannot be read. */
record ListJobs(int namespaceKey, JobQuery query, long nowMs, DefinitionCodec codec)
    implements Query<Page<Job>> {
  private static final char LIST = 'j';
  private static final Logger LOG = LoggerFactory.getLogger(ListJobs.class);

  /** Where a page stops to look: the key that lies so many behind the cursor; partial index. */
  private static final String FLOOR =
      """
      SELECT job_key FROM job WHERE namespace = ? AND deleted_at IS NULL AND job_key < ?
      ORDER BY job_key DESC LIMIT 1 OFFSET ?
      """;

  /** The same along a tag; primary key. */
  private static final String FLOOR_TAGGED =
      """
      SELECT job_key FROM job_tag WHERE namespace = ? AND tag = ? AND job_key < ?
      ORDER BY job_key DESC LIMIT 1 OFFSET ?
      """;

  /** The same along the jobs that are failing, of all namespaces; primary key. */
  private static final String FLOOR_FAILING =
      """
      SELECT job_key FROM failing WHERE job_key < ? ORDER BY job_key DESC LIMIT 1 OFFSET ?
      """;

  /** Which jobs pass the filters; primary keys. */
  private static final String FILTER =
      """
       AND j.deleted_at IS NULL AND (? IS NULL OR j.is_active = ?)
        AND (? IS NULL OR CASE WHEN EXISTS (SELECT 1 FROM failing f WHERE f.job_key = j.job_key)
                               THEN 1 ELSE 0 END = ?)
        AND (? IS NULL OR EXISTS (SELECT 1 FROM job_text t
                                  WHERE t.job_key = j.job_key AND t.text LIKE ? ESCAPE '!'))
      """;

  /** Which jobs carry a tag, if one is asked for; primary key. */
  private static final String IF_TAGGED =
      """
       AND (? IS NULL OR EXISTS (
         SELECT 1 FROM job_tag g
         WHERE g.namespace = j.namespace AND g.tag = ? AND g.job_key = j.job_key))
      """;

  /** Jobs between two keys that pass the filters; partial index range. */
  private static final String LIST_ALL =
      JobReads.SELECT
          + "WHERE j.namespace = ? AND j.job_key < ? AND j.job_key >= ?"
          + FILTER
          + "ORDER BY j.job_key DESC LIMIT ?";

  /** The same along a tag; primary key range of job_tag. */
  private static final String LIST_TAGGED =
      JobReads.SELECT
          + """
          JOIN job_tag g ON g.job_key = j.job_key
          WHERE g.namespace = ? AND g.tag = ? AND g.job_key < ? AND g.job_key >= ?
          """
          + FILTER
          + "ORDER BY g.job_key DESC LIMIT ?";

  /**
   * The same along the jobs that are failing; primary key of failing, which is normally small. The
   * plus keeps the index of the namespace out, which would lead through all its jobs.
   */
  private static final String LIST_FAILING =
      JobReads.SELECT
          + """
          JOIN failing f ON f.job_key = j.job_key
          WHERE +j.namespace = ?
          """
          + IF_TAGGED
          + " AND f.job_key < ? AND f.job_key >= ?"
          + FILTER
          + "ORDER BY f.job_key DESC LIMIT ?";

  /** The one job with a name that passes the filters; partial unique index. */
  private static final String LIST_NAMED =
      JobReads.SELECT
          + """
          WHERE j.namespace = ? AND j.name = ? AND j.name IS NOT NULL
          """
          + IF_TAGGED
          + " AND j.job_key < ? AND j.job_key >= ?"
          + FILTER
          + "LIMIT ?";

  @Override
  public Page<Job> run(Statements statements) throws SQLException {
    int limit = Limits.page(query.limit());
    long from = Cursor.decode(LIST, query.cursor(), Long.MAX_VALUE)[0];
    if (hasNul(query.name()) || hasNul(query.tag()) || hasNul(query.text())) {
      return new Page<>(List.of(), null);
    }
    if (query.name() != null) {
      Prepared named = statements.of(LIST_NAMED).set(nowMs).set(namespaceKey).set(query.name());
      return page(bound(named.set(query.tag()).set(query.tag()), from, 0, limit), limit, 0);
    }
    if (Boolean.TRUE.equals(query.isFailing())) {
      long floor = floor(statements.of(FLOOR_FAILING), from);
      Prepared failing = statements.of(LIST_FAILING).set(nowMs).set(namespaceKey);
      return page(
          bound(failing.set(query.tag()).set(query.tag()), from, floor, limit), limit, floor);
    }
    boolean isFiltered =
        query.isActive() != null || query.isFailing() != null || query.text() != null;
    if (query.tag() != null) {
      long floor =
          isFiltered
              ? floor(statements.of(FLOOR_TAGGED).set(namespaceKey).set(query.tag()), from)
              : 0;
      Prepared tagged = statements.of(LIST_TAGGED).set(nowMs).set(namespaceKey).set(query.tag());
      return page(bound(tagged, from, floor, limit), limit, floor);
    }
    long floor = isFiltered ? floor(statements.of(FLOOR).set(namespaceKey), from) : 0;
    Prepared all = statements.of(LIST_ALL).set(nowMs).set(namespaceKey);
    return page(bound(all, from, floor, limit), limit, floor);
  }

  /** Whether a filter has the one character that no job has and PostgreSQL refuses to look for. */
  private static boolean hasNul(@Nullable String filter) {
    return filter != null && filter.indexOf('\0') >= 0;
  }

  /** Sets the range of keys and the filters. */
  private Prepared bound(Prepared statement, long from, long floor, int limit) throws SQLException {
    Long active = number(query.isActive());
    Long failing = number(query.isFailing());
    String pattern = pattern(query.text());
    return statement
        .set(from)
        .set(floor)
        .setNullable(active)
        .setNullable(active)
        .setNullable(failing)
        .setNullable(failing)
        .set(pattern)
        .set(pattern)
        .set(limit + 1);
  }

  private static @Nullable Long number(@Nullable Boolean filter) {
    return filter == null ? null : Long.valueOf(filter ? 1 : 0);
  }

  /** What LIKE finds when the text is a part. */
  private static @Nullable String pattern(@Nullable String text) {
    return text == null ? null : "%" + DefinitionCodec.fold(text).replaceAll("[!%_]", "!$0") + "%";
  }

  /** 0: everything is within the bound. */
  private static long floor(Prepared statement, long from) throws SQLException {
    try (ResultSet row = statement.set(from).set(Limits.EXAMINED_MAX - 1).query()) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  private Page<Job> page(Prepared statement, int limit, long floor) throws SQLException {
    List<Job> items = new ArrayList<>();
    try (ResultSet row = statement.query()) {
      long lastKey = 0;
      for (int rows = 0; row.next(); rows++) {
        if (rows == limit) {
          return new Page<>(items, Cursor.encode(LIST, lastKey));
        }
        lastKey = row.getLong(1);
        try {
          items.add(JobReads.read(row, codec));
        } catch (RuntimeException e) {
          LOG.error("job {} cannot be read; a list is without it", lastKey, e);
        }
      }
    }
    return new Page<>(items, floor == 0 ? null : Cursor.encode(LIST, floor));
  }
}
