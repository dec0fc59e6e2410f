package io.carillon.store.jdbc;

import io.carillon.store.jdbc.JobMarks.Mark;
import java.sql.SQLException;

/** Which execution has its job's turn, for jobs that let one run at a time. Writer thread only. */
final class Turns {
  /** Takes the turn, again when it has it; primary key; 0 rows when another execution has it. */
  private static final String TAKE =
      """
      INSERT INTO running (job_key, execution_key) VALUES (?, ?)
      ON CONFLICT (job_key) DO UPDATE SET execution_key = excluded.execution_key
      WHERE running.execution_key = excluded.execution_key
      """;

  /** Gives the turn back, if this execution has it; primary key. */
  private static final String RELEASE =
      "DELETE FROM running WHERE job_key = ? AND execution_key = ?";

  private Turns() {}

  static boolean take(Session session, long jobKey, long executionKey) throws SQLException {
    boolean taken = session.on(TAKE).set(jobKey).set(executionKey).run() > 0;
    if (taken) {
      session.marks.add(Mark.RUNNING, jobKey);
    }
    return taken;
  }

  /** Costs nothing for a job whose turn nobody has. */
  static void release(Session session, long jobKey, long executionKey) throws SQLException {
    if (session.marks.has(Mark.RUNNING, jobKey)
        && session.on(RELEASE).set(jobKey).set(executionKey).run() > 0) {
      session.marks.remove(Mark.RUNNING, jobKey);
    }
  }
}
