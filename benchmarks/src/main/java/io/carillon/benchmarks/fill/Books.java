package io.carillon.benchmarks.fill;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * What the store keeps about its executions beside their rows: the counter row, each job's totals,
 * which jobs are failing. Not thread-safe.
 */
final class Books implements AutoCloseable {
  private static final String COUNTER =
      "SELECT execution_sequence, alert_id, executions FROM counter";

  private static final String NODE = "SELECT node_key, term FROM node";

  private static final String JOBS =
      """
      SELECT j.job_key, j.version, json_extract(v.definition, '$.maxRetryCount') + 1,
        json_extract(v.definition, '$.misfire')
      FROM job j JOIN job_version v ON v.job_key = j.job_key AND v.version = j.version
      WHERE j.deleted_at IS NULL ORDER BY j.job_key
      """;

  private static final String SET_COUNTER =
      "UPDATE counter SET execution_sequence = ?, alert_id = ?, executions = ?";

  private static final String ADD_TOTALS =
      """
      INSERT INTO job_totals (job_key, success, failed, skipped, cancelled) VALUES (?, ?, ?, ?, 0)
      ON CONFLICT (job_key) DO UPDATE SET success = success + excluded.success,
        failed = failed + excluded.failed, skipped = skipped + excluded.skipped
      """;

  private static final String UNMARK_FAILING = "DELETE FROM failing WHERE job_key = ?";
  private static final String MARK_FAILING =
      "INSERT INTO failing (job_key, alert_id) VALUES (?, ?)";

  private final Batch setCounter;
  private final Batch addTotals;
  private final Batch unmarkFailing;
  private final Batch markFailing;
  private final List<FilledJob> jobs = new ArrayList<>();
  private final long nodeKey;
  private final long term;
  private long sequence;
  private long alertId;
  private long executions;

  /** Refuses a store that holds executions, or that no server has created jobs in. */
  Books(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      try (ResultSet row = statement.executeQuery(COUNTER)) {
        sequence = row.getLong(1);
        alertId = row.getLong(2);
        executions = row.getLong(3);
      }
      if (executions > 0) {
        throw new IllegalStateException("the store holds executions already: take a fresh one");
      }
      try (ResultSet row = statement.executeQuery(NODE)) {
        if (!row.next()) {
          throw new IllegalStateException("no server has run on the store");
        }
        nodeKey = row.getLong(1);
        term = row.getLong(2);
      }
      try (ResultSet row = statement.executeQuery(JOBS)) {
        while (row.next()) {
          jobs.add(new FilledJob(row.getLong(1), row.getInt(2), row.getInt(3), row.getString(4)));
        }
      }
      if (jobs.isEmpty()) {
        throw new IllegalStateException("the store holds no jobs: create them through the API");
      }
    }
    setCounter = new Batch(connection, SET_COUNTER);
    addTotals = new Batch(connection, ADD_TOTALS);
    unmarkFailing = new Batch(connection, UNMARK_FAILING);
    markFailing = new Batch(connection, MARK_FAILING);
  }

  /** In the order of their keys; at least one. */
  List<FilledJob> jobs() {
    return jobs;
  }

  /** The node that ended the executions. */
  long nodeKey() {
    return nodeKey;
  }

  long term() {
    return term;
  }

  /** Counts an execution; its sequence number. */
  long nextExecution() {
    executions++;
    return ++sequence;
  }

  long nextAlertId() {
    return ++alertId;
  }

  /** Brings the tables up to what was counted; call before each commit. */
  void write() throws SQLException {
    for (FilledJob job : jobs) {
      if (job.success + job.failed + job.skipped > 0) {
        addTotals.set(job.jobKey).set(job.success).set(job.failed).set(job.skipped).add();
        job.success = 0;
        job.failed = 0;
        job.skipped = 0;
      }
      unmarkFailing.set(job.jobKey).add();
    }
    addTotals.send();
    unmarkFailing.send();
    for (FilledJob job : jobs) {
      if (job.failingAlertId > 0) {
        markFailing.set(job.jobKey).set(job.failingAlertId).add();
      }
    }
    markFailing.send();
    setCounter.set(sequence).set(alertId).set(executions).add();
    setCounter.send();
  }

  @Override
  public void close() throws SQLException {
    setCounter.close();
    addTotals.close();
    unmarkFailing.close();
    markFailing.close();
  }
}
