package io.carillon.store.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What an edit, pause or delete does to a job's executions: unsent scheduled ones due at or after
 * the cut were only plans and are removed; when the job stops, what waits is cancelled. Running
 * ones are left alone. Writer thread only.
 */
final class Cut {
  /** Unsent plans from the cut on; history index range, no more than one horizon. */
  private static final String PLANS =
      """
      SELECT execution_key FROM execution
      WHERE job_key = ? AND scheduled_at >= ? AND n = 0 AND state = 0
      """;

  /** Removes an execution; primary key. */
  private static final String REMOVE = "DELETE FROM execution WHERE execution_key = ?";

  /**
   * What has not been sent and is no plan, from an instant on; history index range, the job's
   * executions within its start deadline.
   */
  private static final String UNSENT =
      """
      SELECT execution_key FROM execution
      WHERE job_key = ? AND scheduled_at >= ? AND state = 0 AND (scheduled_at < ? OR n > 0)
      """;

  /** Waiting retries; index range. */
  private static final String RETRIES =
      "SELECT execution_key FROM notable WHERE job_key = ? AND state = 2";

  /** An execution past its start deadline is ended by its node within this time. */
  private static final long SLACK_MS = 600_000;

  private final Session session;
  private final long jobKey;
  private final long cutMs;

  Cut(Session session, long jobKey, long cutMs) {
    this.session = session;
    this.jobKey = jobKey;
    this.cutMs = cutMs;
  }

  void removePlans() throws SQLException {
    for (long key : keys(session.on(PLANS).set(jobKey).set(cutMs))) {
      OpenRows.deleteOf(session, key);
      session.on(REMOVE).set(key).run();
      session.counters.addExecutions(-1);
    }
  }

  void cancelWaiting(long startDeadlineMs, String reason) throws SQLException {
    List<Long> keys =
        keys(session.on(UNSENT).set(jobKey).set(cutMs - startDeadlineMs - SLACK_MS).set(cutMs));
    keys.addAll(keys(session.on(RETRIES).set(jobKey)));
    for (long key : keys) {
      OpenRows.deleteOf(session, key);
      Withdrawal.cancel(session, key, jobKey, cutMs, reason);
    }
  }

  private static List<Long> keys(Prepared query) throws SQLException {
    List<Long> keys = new ArrayList<>();
    try (ResultSet rows = query.query()) {
      while (rows.next()) {
        keys.add(rows.getLong(1));
      }
    }
    return keys;
  }
}
