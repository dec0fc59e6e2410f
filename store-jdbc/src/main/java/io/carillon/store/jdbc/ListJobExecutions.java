package io.carillon.store.jdbc;

import io.carillon.core.Execution;
import io.carillon.core.ExecutionState;
import io.carillon.core.JobId;
import io.carillon.core.port.History.ExecutionQuery;
import io.carillon.core.port.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Lists one job's executions by scheduled instant, newest first. */
record ListJobExecutions(int namespaceKey, ExecutionQuery query, JobId job)
    implements Query<Page<Execution>> {
  private static final char LIST = 'h';

  /** A job, deleted or not; unique index. */
  private static final String JOB_KEY = "SELECT job_key FROM job WHERE id = ? AND +namespace = ?";

  /**
   * Where a page stops to look: the row that lies so many behind the cursor; history index only.
   */
  private static final String FLOOR =
      """
      SELECT scheduled_at, n FROM execution
      WHERE job_key = ? AND scheduled_at >= ? AND (scheduled_at, n) < (?, ?)
      ORDER BY scheduled_at DESC, n DESC LIMIT 1 OFFSET ?
      """;

  /** Executions in some states (bits) between a floor and the cursor; history index range. */
  private static final String LIST_ANY =
      "SELECT "
          + ExecutionRow.COLUMNS
          + " FROM execution e "
          + ExecutionRow.JOINS
          + """
          WHERE e.job_key = ? AND e.scheduled_at >= ? AND (e.scheduled_at, e.n) < (?, ?)
            AND (e.scheduled_at, e.n) >= (?, ?) AND ((? >> e.state) & 1) <> 0
            AND coalesce(e.http_status, 0) BETWEEN ? AND ?
          ORDER BY e.scheduled_at DESC, e.n DESC LIMIT ?
          """;

  /** The same for failures; index range. */
  private static final String LIST_FAILED =
      "SELECT "
          + ExecutionRow.COLUMNS
          + ExecutionRow.FROM_NOTABLE
          + ExecutionRow.JOINS
          + """
          WHERE x.job_key = ? AND x.state = 4 AND x.scheduled_at >= ?
            AND (x.scheduled_at, x.n) < (?, ?)
          ORDER BY x.scheduled_at DESC, x.n DESC LIMIT ?
          """;

  /** The same for waiting retries; index range. */
  private static final String LIST_RETRYING =
      "SELECT "
          + ExecutionRow.COLUMNS
          + ExecutionRow.FROM_NOTABLE
          + ExecutionRow.JOINS
          + """
          WHERE x.job_key = ? AND x.state = 2 AND x.scheduled_at >= ?
            AND (x.scheduled_at, x.n) < (?, ?)
          ORDER BY x.scheduled_at DESC, x.n DESC LIMIT ?
          """;

  @Override
  public Page<Execution> run(Statements statements) throws SQLException {
    int limit = Limits.page(query.limit());
    ExecutionFilter filter = ExecutionFilter.of(query);
    long[] from = Cursor.decode(LIST, query.cursor(), filter.beforeMs(), 0);
    if (from[0] > filter.beforeMs()) {
      from = new long[] {filter.beforeMs(), 0};
    }
    long jobKey = jobKey(statements);
    if (jobKey == 0) {
      return new Page<>(List.of(), null);
    }
    long[] floor = {Long.MIN_VALUE, 0};
    Prepared rows;
    boolean isByState = filter.httpStatuses() == null;
    if (isByState && filter.isOnly(ExecutionState.FAILED)) {
      rows = statements.of(LIST_FAILED).set(jobKey).set(filter.fromMs()).set(from[0]).set(from[1]);
    } else if (isByState && filter.isOnly(ExecutionState.RETRYING)) {
      rows = statements.of(LIST_RETRYING).set(jobKey).set(filter.fromMs());
      rows.set(from[0]).set(from[1]);
    } else {
      floor = filter.isAny() ? floor : floor(statements, jobKey, filter, from);
      rows = statements.of(LIST_ANY).set(jobKey).set(filter.fromMs()).set(from[0]).set(from[1]);
      filter.setHttpStatuses(rows.set(floor[0]).set(floor[1]).set(filter.mask()));
    }
    return page(rows.set(limit + 1), limit, floor);
  }

  private static Page<Execution> page(Prepared statement, int limit, long[] floor)
      throws SQLException {
    List<Execution> items = new ArrayList<>();
    long lastN = 0;
    try (ResultSet row = statement.query()) {
      while (row.next()) {
        if (items.size() == limit) {
          Instant last = items.getLast().scheduledAt();
          return new Page<>(items, Cursor.encode(LIST, last.toEpochMilli(), lastN));
        }
        items.add(ExecutionRow.read(row, List.of()));
        lastN = row.getLong(17);
      }
    }
    boolean isEnd = floor[0] == Long.MIN_VALUE;
    return new Page<>(items, isEnd ? null : Cursor.encode(LIST, floor));
  }

  private long jobKey(Statements statements) throws SQLException {
    try (ResultSet row = statements.of(JOB_KEY).set(job.toString()).set(namespaceKey).query()) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  private static long[] floor(
      Statements statements, long jobKey, ExecutionFilter filter, long[] from) throws SQLException {
    Prepared statement =
        statements
            .of(FLOOR)
            .set(jobKey)
            .set(filter.fromMs())
            .set(from[0])
            .set(from[1])
            .set(Limits.EXAMINED_MAX - 1);
    try (ResultSet row = statement.query()) {
      return row.next()
          ? new long[] {row.getLong(1), row.getLong(2)}
          : new long[] {Long.MIN_VALUE, 0};
    }
  }
}
