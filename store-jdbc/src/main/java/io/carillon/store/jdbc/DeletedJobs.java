package io.carillon.store.jdbc;

import io.carillon.store.jdbc.JobMarks.Mark;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * Removes what is left of deleted jobs when no execution names them any more. Writer thread only.
 */
final class DeletedJobs {
  /** Whether a job is deleted and no execution names it; primary key, then history index. */
  private static final String IS_UNUSED =
      """
      SELECT 1 FROM job j WHERE j.job_key = ? AND j.deleted_at IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM execution e WHERE e.job_key = j.job_key)
      """;

  /** One job's rows; primary keys. Alerts and executions were pruned before. */
  private static final List<String> REMOVE =
      List.of(
          "DELETE FROM running WHERE job_key = ?",
          "DELETE FROM failing WHERE job_key = ?",
          "DELETE FROM job_totals WHERE job_key = ?",
          "DELETE FROM job_version WHERE job_key = ?",
          "DELETE FROM job WHERE job_key = ?");

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
