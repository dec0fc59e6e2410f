package io.carillon.store.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Active jobs that have no further occurrence: they become inactive when their last execution ends.
 * Ordinary jobs cost one look into an empty set. Writer thread only.
 */
final class Endings {
  /** How many of a job's newest scheduled executions are searched for one that is unfinished. */
  private static final int SEARCHED_MAX = 1_000;

  /**
   * Whether one of a job's newest scheduled executions is unfinished; history index, newest first.
   */
  private static final String HAS_UNFINISHED =
      """
      SELECT 1 FROM (SELECT state FROM execution WHERE job_key = ? AND n = 0
                     ORDER BY scheduled_at DESC LIMIT ?) AS newest
      WHERE state < 3 LIMIT 1
      """;

  /** Whether a job has a waiting retry; index. */
  private static final String HAS_RETRY =
      "SELECT 1 FROM notable WHERE job_key = ? AND state = 2 LIMIT 1";

  /** Marks a job as ending; primary key. */
  private static final String MARK =
      "INSERT INTO ending (job_key) VALUES (?) ON CONFLICT (job_key) DO NOTHING";

  /** Forgets an ending job; primary key. */
  private static final String UNMARK = "DELETE FROM ending WHERE job_key = ?";

  /** Makes a job inactive, unless it is; primary key. No new version: its definition stands. */
  private static final String DEACTIVATE =
      "UPDATE job SET is_active = 0 WHERE job_key = ? AND is_active = 1 AND deleted_at IS NULL";

  private final Session session;
  private final TrackedKeys keys = new TrackedKeys();
  private final TreeSet<Long> begun = new TreeSet<>();
  private final TreeSet<Long> touched = new TreeSet<>();

  Endings(Session session) {
    this.session = session;
  }

  void load(Prepared query) throws SQLException {
    keys.load(query);
  }

  /** The job has no further occurrence; it is judged before the commit. */
  void begin(long jobKey) {
    beginUnfinished(jobKey);
    touched.add(jobKey);
  }

  /** The same for a job of which an execution was added in this transaction. */
  void beginUnfinished(long jobKey) {
    keys.add(jobKey);
    begun.add(jobKey);
  }

  /** An edit, pause or delete decides anew. */
  void forget(long jobKey) throws SQLException {
    if (keys.contains(jobKey)) {
      session.on(UNMARK).set(jobKey).run();
      keys.remove(jobKey);
      begun.remove(jobKey);
      touched.remove(jobKey);
    }
  }

  /** An execution of the job ended. */
  void executionEnded(long jobKey) {
    if (keys.contains(jobKey)) {
      touched.add(jobKey);
    }
  }

  /** Whether an occurrence of the job is planned and not ended. */
  boolean hasUnfinished(long jobKey) throws SQLException {
    return exists(session.on(HAS_UNFINISHED).set(jobKey).set(SEARCHED_MAX))
        || exists(session.on(HAS_RETRY).set(jobKey));
  }

  private static boolean exists(Prepared query) throws SQLException {
    try (ResultSet row = query.query()) {
      return row.next();
    }
  }

  /** Makes inactive those ending jobs whose last execution ended in this transaction. */
  void write() throws SQLException {
    if (begun.isEmpty() && touched.isEmpty()) {
      return;
    }
    Prepared mark = session.batch(MARK);
    for (long jobKey : begun) {
      mark.set(jobKey).add();
    }
    mark.runAll();
    Prepared unmark = session.batch(UNMARK);
    Prepared deactivate = session.batch(DEACTIVATE);
    for (long jobKey : touched) {
      if (!hasUnfinished(jobKey)) {
        unmark.set(jobKey).add();
        deactivate.set(jobKey).add();
        keys.remove(jobKey);
      }
    }
    unmark.runAll();
    session.counters.addActiveJobs(-IntStream.of(deactivate.runAll()).sum());
    begun.clear();
    touched.clear();
  }

  void commit() {
    keys.commit();
  }

  void rollback() {
    keys.rollback();
    begun.clear();
    touched.clear();
  }
}
