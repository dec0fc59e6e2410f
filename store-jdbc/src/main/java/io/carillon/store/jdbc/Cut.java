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

  /** Removes a plan; primary key; 0 rows when it is none any more. */
  private static final String REMOVE =
      "DELETE FROM execution WHERE execution_key = ? AND state = 0";

  /** The last plan of some time that another node has; history index range. */
  private static final String OTHERS =
      """
      SELECT max(scheduled_at) FROM execution
      WHERE job_key = ? AND scheduled_at >= ? AND scheduled_at < ? AND n = 0 AND state = 0
        AND holder > 0 AND holder <> ?
      """;

  /** For so long another node may not know of a change. */
  private static final long UNHEARD_MS = 1_000;

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
  private final long nowMs;
  private final long cutMs;

  Cut(Session session, long jobKey, long nowMs, long cutMs) {
    this.session = session;
    this.jobKey = jobKey;
    this.nowMs = nowMs;
    this.cutMs = cutMs;
  }

  /**
   * The cut of a change that is made now: what another node may send before it hears of the change
   * lies before it.
   */
  static long instant(Session session, long jobKey, long nowMs) throws SQLException {
    if (!session.isShared()) {
      return nowMs;
    }
    Prepared query =
        session
            .on(OTHERS)
            .set(jobKey)
            .set(nowMs)
            .set(nowMs + UNHEARD_MS)
            .set(session.term.holder());
    try (ResultSet row = query.query()) {
      row.next();
      long lastMs = row.getLong(1);
      return row.wasNull() ? nowMs : lastMs + 1;
    }
  }

  /** Returns how many plans there were. */
  int removePlans() throws SQLException {
    int removed = 0;
    for (long key : keys(session.on(PLANS).set(jobKey).set(cutMs))) {
      OpenRows.Place place = OpenRows.placeOf(session, key);
      // In the order in which nodes settle; one that was cancelled meanwhile stays.
      if (place != null && session.on(REMOVE).set(key).run() > 0) {
        place.delete(session);
        session.counters.addExecutions(-1);
        removed++;
      }
    }
    return removed;
  }

  void cancelWaiting(long startDeadlineMs, String reason) throws SQLException {
    List<Long> keys =
        keys(session.on(UNSENT).set(jobKey).set(cutMs - startDeadlineMs - SLACK_MS).set(cutMs));
    keys.addAll(keys(session.on(RETRIES).set(jobKey)));
    for (long key : keys) {
      OpenRows.Place place = OpenRows.placeOf(session, key);
      if (place == null) {
        continue;
      }
      // A node that has it hears of the change.
      boolean isGone =
          place.isOthers(session) ? place.deleteNobodys(session) : place.delete(session);
      if (isGone) {
        Withdrawal.cancel(session, key, jobKey, nowMs, reason);
      }
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
