package io.carillon.store.jdbc;

import io.carillon.core.Execution;
import io.carillon.core.ExecutionId;
import io.carillon.core.ExecutionState;
import io.carillon.core.port.History.ExecutionQuery;
import io.carillon.core.port.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Lists executions of all jobs by their key, which rises with the scheduled second, newest first.
 */
record ListExecutions(int namespaceKey, ExecutionQuery query) implements Query<Page<Execution>> {
  private static final char LIST = 'x';

  /** States whose executions are found by an index, however few there are. */
  private static final Set<ExecutionState> INDEXED =
      EnumSet.of(ExecutionState.RUNNING, ExecutionState.RETRYING, ExecutionState.FAILED);

  /** Where a page stops to look: the key that lies so many behind the cursor; primary key. */
  private static final String FLOOR =
      """
      SELECT execution_key FROM execution WHERE execution_key < ? AND execution_key >= ?
      ORDER BY execution_key DESC LIMIT 1 OFFSET ?
      """;

  /** The lowest instant of unsent executions: nothing PENDING lies below; a seek a holder. */
  private static final String OLDEST_OPEN =
      """
      WITH RECURSIVE holders (holder) AS (
        SELECT (SELECT max(holder) FROM open)
        UNION ALL
        SELECT (SELECT max(o.holder) FROM open o WHERE o.holder < holders.holder)
        FROM holders WHERE holders.holder IS NOT NULL)
      SELECT min((SELECT min(o.due_at) FROM open o WHERE o.holder = holders.holder)) FROM holders
      """;

  /** Executions in some states (bits) between two keys; primary key range. */
  private static final String LIST_ANY =
      "SELECT "
          + ExecutionRow.COLUMNS
          + " FROM execution e "
          + ExecutionRow.JOINS
          + """
          WHERE e.execution_key < ? AND e.execution_key >= ? AND e.scheduled_at >= ?
            AND e.scheduled_at < ? AND ((? >> e.state) & 1) <> 0 AND +j.namespace = ?
            AND coalesce(e.http_status, 0) BETWEEN ? AND ?
          ORDER BY e.execution_key DESC LIMIT ?
          """;

  /** Executions in one state between two keys; index range. The mask is for symmetry only. */
  private static final String LIST_RUNNING = listIn("x.state = 1");

  private static final String LIST_RETRYING = listIn("x.state = 2");
  private static final String LIST_FAILED = listIn("x.state = 4");

  /** Where a page of executions in one state stops to look; index range. */
  private static final String FLOOR_RUNNING = floorIn("state = 1");

  private static final String FLOOR_RETRYING = floorIn("state = 2");
  private static final String FLOOR_FAILED = floorIn("state = 4");

  private static String floorIn(String state) {
    return """
        SELECT execution_key FROM notable
        WHERE %s AND execution_key < ? AND execution_key >= ?
        ORDER BY execution_key DESC LIMIT 1 OFFSET ?
        """
        .formatted(state);
  }

  private static String listIn(String state) {
    return "SELECT "
        + ExecutionRow.COLUMNS
        + ExecutionRow.FROM_NOTABLE
        + ExecutionRow.JOINS
        + "WHERE "
        + state
        + """
           AND x.execution_key < ? AND x.execution_key >= ? AND x.scheduled_at >= ?
            AND x.scheduled_at < ? AND ((? >> x.state) & 1) <> 0 AND +j.namespace = ?
            AND coalesce(e.http_status, 0) BETWEEN ? AND ?
          ORDER BY x.execution_key DESC LIMIT ?
          """;
  }

  @Override
  public Page<Execution> run(Statements statements) throws SQLException {
    int limit = Limits.page(query.limit());
    ExecutionFilter filter = ExecutionFilter.of(query);
    long topKey = ExecutionId.lowestKeyAt(filter.beforeMs() + 999);
    long fromKey = Math.min(topKey, Cursor.decode(LIST, query.cursor(), topKey)[0]);
    long lowKey = ExecutionId.lowestKeyAt(filter.fromMs());
    boolean areMany = ManyNamespaces.in(statements);
    if (!filter.states().isEmpty() && INDEXED.containsAll(filter.states())) {
      boolean mayPassOver = areMany || filter.httpStatuses() != null;
      return indexed(statements, filter, fromKey, lowKey, limit, mayPassOver);
    }
    if (filter.isOnly(ExecutionState.PENDING)) {
      lowKey = Math.max(lowKey, oldestOpenKey(statements));
    }
    boolean mayPassOver = areMany || !filter.isAny();
    long floor = mayPassOver ? floor(statements, FLOOR, fromKey, lowKey) : -1;
    List<Execution> items =
        list(statements, LIST_ANY, filter, fromKey, Math.max(lowKey, floor), limit);
    return page(items, limit, floor);
  }

  /** Looks as far in each state as in the one where it may look least far. */
  private Page<Execution> indexed(
      Statements statements,
      ExecutionFilter filter,
      long fromKey,
      long lowKey,
      int limit,
      boolean mayPassOver)
      throws SQLException {
    long floor = -1;
    if (mayPassOver) {
      for (ExecutionState state : filter.states()) {
        floor = Math.max(floor, floor(statements, floorOf(state), fromKey, lowKey));
      }
    }
    long bottomKey = Math.max(lowKey, floor);
    List<Execution> items = new ArrayList<>();
    for (ExecutionState state : filter.states()) {
      String list =
          switch (state) {
            case RUNNING -> LIST_RUNNING;
            case RETRYING -> LIST_RETRYING;
            case FAILED -> LIST_FAILED;
            case PENDING, SUCCESS, SKIPPED, CANCELLED -> LIST_ANY;
          };
      items.addAll(list(statements, list, filter, fromKey, bottomKey, limit));
    }
    items.sort(Comparator.comparingLong((Execution e) -> e.id().key()).reversed());
    return page(items, limit, floor);
  }

  private static String floorOf(ExecutionState state) {
    return switch (state) {
      case RUNNING -> FLOOR_RUNNING;
      case RETRYING -> FLOOR_RETRYING;
      case FAILED -> FLOOR_FAILED;
      case PENDING, SUCCESS, SKIPPED, CANCELLED -> FLOOR;
    };
  }

  /** Items may be more than the limit, which tells that there is a next page. */
  private static Page<Execution> page(List<Execution> items, int limit, long floor) {
    if (items.size() > limit) {
      List<Execution> page = List.copyOf(items.subList(0, limit));
      return new Page<>(page, Cursor.encode(LIST, page.getLast().id().key()));
    }
    return new Page<>(items, floor < 0 ? null : Cursor.encode(LIST, floor));
  }

  private List<Execution> list(
      Statements statements,
      String sql,
      ExecutionFilter filter,
      long fromKey,
      long lowKey,
      int limit)
      throws SQLException {
    List<Execution> items = new ArrayList<>();
    Prepared statement =
        statements
            .of(sql)
            .set(fromKey)
            .set(lowKey)
            .set(filter.fromMs())
            .set(filter.beforeMs())
            .set(filter.mask())
            .set(namespaceKey);
    filter.setHttpStatuses(statement).set(limit + 1);
    try (ResultSet row = statement.query()) {
      while (row.next()) {
        items.add(ExecutionRow.read(row, List.of()));
      }
    }
    return items;
  }

  /** -1: everything down to the lowest key is within the bound. */
  private static long floor(Statements statements, String sql, long fromKey, long lowKey)
      throws SQLException {
    Prepared statement = statements.of(sql).set(fromKey).set(lowKey).set(Limits.EXAMINED_MAX - 1);
    try (ResultSet row = statement.query()) {
      return row.next() ? row.getLong(1) : -1;
    }
  }

  private static long oldestOpenKey(Statements statements) throws SQLException {
    try (ResultSet row = statements.of(OLDEST_OPEN).query()) {
      row.next();
      long dueAtMs = row.getLong(1);
      return row.wasNull() ? Long.MAX_VALUE : ExecutionId.lowestKeyAt(Math.max(0, dueAtMs));
    }
  }
}
