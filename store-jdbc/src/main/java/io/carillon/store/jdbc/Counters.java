package io.carillon.store.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;

/** The counter row, held in memory and written once a transaction. Writer thread only. */
final class Counters {
  /** Reads the one row; writer. */
  private static final String READ =
      """
      SELECT job_key, execution_sequence, alert_id, executions, jobs, active_jobs, pings FROM counter
      """;

  /** Writes the one row; once a transaction, before its commit. */
  private static final String WRITE =
      """
      UPDATE counter SET job_key = ?, execution_sequence = ?, alert_id = ?, executions = ?, jobs = ?,
        active_jobs = ?, pings = ?
      """;

  private static final int JOB_KEY = 0;
  private static final int SEQUENCE = 1;
  private static final int ALERT_ID = 2;
  private static final int EXECUTIONS = 3;
  private static final int JOBS = 4;
  private static final int ACTIVE_JOBS = 5;
  private static final int PINGS = 6;

  private final long[] now = new long[7];
  private final long[] committed = new long[7];

  void load(Statements statements) throws SQLException {
    try (ResultSet row = statements.of(READ).query()) {
      row.next();
      for (int i = 0; i < now.length; i++) {
        now[i] = row.getLong(i + 1);
      }
    }
    commit();
  }

  long nextJobKey() {
    return ++now[JOB_KEY];
  }

  long nextSequence() {
    return ++now[SEQUENCE];
  }

  long nextAlertId() {
    return ++now[ALERT_ID];
  }

  void ping() {
    now[PINGS]++;
  }

  void addExecutions(long delta) {
    now[EXECUTIONS] += delta;
  }

  void addJobs(long delta) {
    now[JOBS] += delta;
  }

  void addActiveJobs(long delta) {
    now[ACTIVE_JOBS] += delta;
  }

  long executions() {
    return now[EXECUTIONS];
  }

  void write(Statements statements) throws SQLException {
    if (Arrays.equals(now, committed)) {
      return;
    }
    Prepared write = statements.of(WRITE);
    for (long value : now) {
      write.set(value);
    }
    write.run();
  }

  void commit() {
    System.arraycopy(now, 0, committed, 0, now.length);
  }

  void rollback() {
    System.arraycopy(committed, 0, now, 0, now.length);
  }
}
