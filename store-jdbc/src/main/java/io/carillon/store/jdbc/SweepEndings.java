package io.carillon.store.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Judges ending jobs again: when nodes end the last executions of one at the same moment, neither
 * may have seen the other's.
 */
record SweepEndings() implements Work<Integer> {
  private static final int JOBS_MAX = 1_000;

  /** Some ending jobs; primary key. */
  private static final String ENDING = "SELECT job_key FROM ending ORDER BY job_key LIMIT ?";

  @Override
  public Integer apply(Session session) throws SQLException {
    List<Long> jobKeys = new ArrayList<>();
    try (ResultSet rows = session.on(ENDING).set(JOBS_MAX).query()) {
      while (rows.next()) {
        jobKeys.add(rows.getLong(1));
      }
    }
    session.marks.look(jobKeys);
    for (long jobKey : jobKeys) {
      session.endings.executionEnded(jobKey);
    }
    return jobKeys.size();
  }
}
