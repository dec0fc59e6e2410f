package io.carillon.store.jdbc;

import io.carillon.store.jdbc.JobMarks.Mark;
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

  /** Has nodes decide about ending jobs one after the other; primary key. */
  private static final String LOCK =
      "SELECT job_key FROM ending WHERE job_key = ANY (?) ORDER BY job_key FOR UPDATE";

  /** Forgets an ending job; primary key. */
  private static final String UNMARK = "DELETE FROM ending WHERE job_key = ?";

  private final Session session;
  private final TreeSet<Long> begun = new TreeSet<>();
  private final TreeSet<Long> touched = new TreeSet<>();

  Endings(Session session) {
    this.session = session;
  }

  /** The job has no further occurrence; it is judged before the commit. */
  void begin(long jobKey) {
    beginUnfinished(jobKey);
    touched.add(jobKey);
  }

  /** The same for a job of which an execution was added in this transaction. */
  void beginUnfinished(long jobKey) {
    session.marks.add(Mark.ENDING, jobKey);
    begun.add(jobKey);
  }

  /** An edit, pause or delete decides anew; returns whether the job was ending. */
  boolean forget(long jobKey) throws SQLException {
    if (!session.marks.has(Mark.ENDING, jobKey)) {
      return false;
    }
    session.on(UNMARK).set(jobKey).run();
    session.marks.remove(Mark.ENDING, jobKey);
    begun.remove(jobKey);
    touched.remove(jobKey);
    return true;
  }

  /** An execution of the job ended. */
  void executionEnded(long jobKey) throws SQLException {
    if (session.marks.has(Mark.ENDING, jobKey)) {
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
    for (long jobKey : begun) {
      session.batch(Bulk.MARK_ENDING).set(jobKey).add();
    }
    session.batch(Bulk.MARK_ENDING).runAll();
    if (!touched.isEmpty()) {
      end();
    }
    clear();
  }

  private void end() throws SQLException {
    if (session.isShared()) {
      session.on(LOCK).set(touched.toArray(Long[]::new)).query().close();
    }
    for (long jobKey : touched) {
      session.batch(Bulk.END).set(jobKey).add();
    }
    int[] ended = session.batch(Bulk.END).runAll();
    int i = 0;
    for (long jobKey : touched) {
      if (ended[i++] > 0) {
        session.marks.remove(Mark.ENDING, jobKey);
        session.batch(Bulk.DEACTIVATE).set(jobKey).add();
      }
    }
    int deactivated = IntStream.of(session.batch(Bulk.DEACTIVATE).runAll()).sum();
    session.counters.addActiveJobs(-deactivated);
  }

  void clear() {
    begun.clear();
    touched.clear();
  }
}
