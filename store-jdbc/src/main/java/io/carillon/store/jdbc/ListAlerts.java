package io.carillon.store.jdbc;

import io.carillon.core.Alert;
import io.carillon.core.JobId;
import io.carillon.core.port.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists alerts, newest first. */
record ListAlerts(int namespaceKey, @Nullable JobId job, int limit, @Nullable String cursor)
    implements Query<Page<Alert>> {
  private static final char LIST = 'a';

  /** A namespace's alerts below an id; index range. */
  private static final String ALL =
      AlertReads.SELECT
          + "WHERE a.namespace = ? AND a.alert_id < ? ORDER BY a.alert_id DESC LIMIT ?";

  /** A job's alerts below an id; index range. */
  private static final String OF_JOB =
      AlertReads.SELECT
          + """
          WHERE a.job_key = (SELECT job_key FROM job WHERE id = ? AND +namespace = ?)
            AND a.alert_id < ?
          ORDER BY a.alert_id DESC LIMIT ?
          """;

  @Override
  public Page<Alert> run(Statements statements) throws SQLException {
    int rows = Limits.page(limit) + 1;
    long from = Cursor.decode(LIST, cursor, Long.MAX_VALUE)[0];
    Prepared query = job == null ? statements.of(ALL) : statements.of(OF_JOB).set(job.toString());
    List<Alert> items = new ArrayList<>();
    try (ResultSet row = query.set(namespaceKey).set(from).set(rows).query()) {
      while (row.next()) {
        if (items.size() == limit) {
          return new Page<>(items, Cursor.encode(LIST, items.getLast().id()));
        }
        items.add(AlertReads.read(row));
      }
    }
    return new Page<>(items, null);
  }
}
