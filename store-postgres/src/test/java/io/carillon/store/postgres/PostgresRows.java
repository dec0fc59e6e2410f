package io.carillon.store.postgres;

import io.carillon.testkit.StoreRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/** Looks for rows of the store on PostgreSQL that contradict each other. */
final class PostgresRows {
  private static final Map<String, String> CONTRADICTIONS =
      Map.of(
          "an execution RUNNING, RETRYING or FAILED that is not noted as such",
          """
          SELECT e.* FROM execution e LEFT JOIN notable x ON x.execution_key = e.execution_key
            AND x.job_key = e.job_key AND x.scheduled_at = e.scheduled_at AND x.n = e.n
            AND x.state = e.state
          WHERE e.state IN (1, 2, 4) AND x.execution_key IS NULL
          """,
          "a note without its execution",
          """
          SELECT x.* FROM notable x LEFT JOIN execution e ON e.execution_key = x.execution_key
          WHERE e.execution_key IS NULL OR e.state <> x.state
          """,
          "an execution without its version",
          """
          SELECT e.* FROM execution e LEFT JOIN job_version v
            ON v.job_key = e.job_key AND v.version = e.job_version
          WHERE v.job_key IS NULL
          """,
          "something of a job that is not there",
          """
          SELECT job_key FROM job_version UNION SELECT job_key FROM job_text
          UNION SELECT job_key FROM job_tag UNION SELECT job_key FROM due
          UNION SELECT job_key FROM ending UNION SELECT job_key FROM job_totals
          EXCEPT SELECT job_key FROM job
          """,
          "a version without its destination",
          """
          SELECT destination_key FROM job_version EXCEPT SELECT destination_key FROM destination
          """,
          "an execution that its key does not place",
          "SELECT * FROM execution WHERE scheduled_at / 1000 <> execution_key >> 30",
          "something of an execution that is gone",
          """
          SELECT execution_key FROM attempt UNION SELECT execution_key FROM alert
          EXCEPT SELECT execution_key FROM execution
          """);

  private PostgresRows() {}

  static void verify(PostgresServer server, String database) throws SQLException {
    try (Connection connection = server.connect(database)) {
      StoreRows.verify(connection, CONTRADICTIONS);
    }
  }
}
