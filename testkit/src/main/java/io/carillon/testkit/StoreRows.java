package io.carillon.testkit;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Looks for rows of a store over JDBC that contradict each other. */
public final class StoreRows {
  /** What must not be found, by what it would mean. */
  private static final Map<String, String> CONTRADICTIONS = new LinkedHashMap<>();

  static {
    CONTRADICTIONS.put(
        "an unfinished execution that is not open exactly once",
        """
        SELECT e.* FROM execution e WHERE state < 3 AND 1 <> (
          SELECT count(*) FROM open o WHERE o.execution_key = e.execution_key)
        """);
    CONTRADICTIONS.put(
        "an open row without an unfinished execution of its holder and time",
        """
        SELECT o.* FROM open o LEFT JOIN execution e ON e.execution_key = o.execution_key
        WHERE e.execution_key IS NULL OR e.state >= 3 OR o.holder NOT IN (0, e.holder)
          OR o.due_at <> coalesce(e.next_attempt_at, e.scheduled_at)
        """);
    CONTRADICTIONS.put(
        "an ended execution without an end, or the reverse",
        "SELECT * FROM execution WHERE (state >= 3) <> (completed_at IS NOT NULL)");
    CONTRADICTIONS.put(
        "a wrong count",
        """
        SELECT * FROM (SELECT sum(executions) AS executions, sum(jobs) AS jobs,
                         sum(active_jobs) AS active_jobs FROM counter) AS c
        WHERE executions <> (SELECT count(*) FROM execution)
          OR jobs <> (SELECT count(*) FROM job WHERE deleted_at IS NULL)
          OR active_jobs <> (SELECT count(*) FROM job WHERE is_active = 1)
        """);
    CONTRADICTIONS.put(
        "a turn of an execution that ended",
        """
        SELECT * FROM running r JOIN execution e ON e.execution_key = r.execution_key
        WHERE e.state NOT IN (1, 2)
        """);
    CONTRADICTIONS.put(
        "an active job that neither fires again nor ends, or the reverse",
        """
        SELECT * FROM job j WHERE is_active <>
          (SELECT count(*) FROM due d WHERE d.job_key = j.job_key AND d.version = j.version)
          + (SELECT count(*) FROM ending g WHERE g.job_key = j.job_key)
        """);
    CONTRADICTIONS.put(
        "an active job that was deleted, or one with a name",
        "SELECT * FROM job WHERE deleted_at IS NOT NULL AND (is_active = 1 OR name IS NOT NULL)");
    CONTRADICTIONS.put(
        "a job without its version",
        """
        SELECT * FROM job j WHERE NOT EXISTS (
          SELECT 1 FROM job_version v WHERE v.job_key = j.job_key AND v.version = j.version)
        """);
    CONTRADICTIONS.put(
        "a deleted job that nothing needs",
        """
        SELECT * FROM job j WHERE deleted_at IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM execution e WHERE e.job_key = j.job_key)
          AND NOT EXISTS (SELECT 1 FROM audit a WHERE a.job_key = j.job_key)
        """);
    CONTRADICTIONS.put(
        "a tag or an alert in another namespace than its job",
        """
        SELECT t.job_key, t.namespace FROM job_tag t JOIN job j ON j.job_key = t.job_key
        WHERE t.namespace <> j.namespace
        UNION ALL
        SELECT a.job_key, a.namespace FROM alert a JOIN job j ON j.job_key = a.job_key
        WHERE a.namespace <> j.namespace
        """);
  }

  private StoreRows() {}

  /**
   * Throws an AssertionError that names what was found.
   *
   * @param more what must not be found besides, of one kind of store
   */
  public static void verify(Connection connection, Map<String, String> more) throws SQLException {
    Map<String, String> contradictions = new LinkedHashMap<>(CONTRADICTIONS);
    contradictions.putAll(more);
    try (Statement statement = connection.createStatement()) {
      for (Map.Entry<String, String> contradiction : contradictions.entrySet()) {
        try (ResultSet result = statement.executeQuery(contradiction.getValue())) {
          List<String> found = rows(result);
          if (!found.isEmpty()) {
            throw new AssertionError(contradiction.getKey() + ": " + found);
          }
        }
      }
    }
  }

  private static List<String> rows(ResultSet rows) throws SQLException {
    List<String> found = new ArrayList<>();
    while (rows.next()) {
      StringBuilder row = new StringBuilder();
      for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
        row.append(rows.getMetaData().getColumnName(i)).append('=').append(rows.getString(i));
        row.append(' ');
      }
      found.add(row.toString());
    }
    return found;
  }
}
