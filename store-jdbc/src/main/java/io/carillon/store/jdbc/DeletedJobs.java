package io.carillon.store.jdbc;

import io.carillon.store.jdbc.JobMarks.Mark;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * Removes what is left of deleted jobs when no execution and no row of the audit names them any
 * more. Writer thread only.
 */
public final class DeletedJobs {
  /** Whether a job is deleted and nothing names it; primary key, then indexes. */
  private static final String IS_UNUSED =
      """
      SELECT 1 FROM job j WHERE j.job_key = ? AND j.deleted_at IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM execution e WHERE e.job_key = j.job_key)
        AND NOT EXISTS (SELECT 1 FROM audit a WHERE a.job_key = j.job_key)
      """;

  /** What has rows of a deleted job, by job_key, in the order in which they are to go. */
  public static final List<String> TABLES =
      List.of("running", "failing", "job_totals", "job_version", "job");

  /** One job's rows; primary keys. Alerts and executions were pruned before. */
  private static final List<String> REMOVE =
      TABLES.stream().map(table -> "DELETE FROM " + table + " WHERE job_key = ?").toList();

  private DeletedJobs() {}

  static void removeIfUnused(Session session, long jobKey) throws SQLException {
    try (ResultSet row = session.on(IS_UNUSED).set(jobKey).query()) {
      if (!row.next()) {
        return;
      }
    }
    for (String statement : REMOVE) {
      session.on(statement).set(jobKey).run();
    }
    session.marks.remove(Mark.RUNNING, jobKey);
    session.marks.remove(Mark.FAILING, jobKey);
    session.totals.forget(jobKey);
  }
}
