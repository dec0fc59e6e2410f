package io.carillon.store.jdbc;

import java.sql.SQLException;

/**
 * Deletes some of the expired executions with their attempts and alerts, and deleted jobs that
 * nothing names any more. What is gone already is passed over.
 *
 * @param from the first of them
 * @param to the one after the last
 */
record Prune(Expired expired, int from, int to) implements Work<Integer> {
  /** Deletes one execution's attempts; primary key range. */
  private static final String DELETE_ATTEMPTS = "DELETE FROM attempt WHERE execution_key = ?";

  /** Deletes one execution's alerts; unique index. */
  private static final String DELETE_ALERTS = "DELETE FROM alert WHERE execution_key = ?";

  @Override
  public Integer apply(Session session) throws SQLException {
    Prepared attempts = session.batch(DELETE_ATTEMPTS);
    Prepared alerts = session.batch(DELETE_ALERTS);
    Batch executions = session.batch(Bulk.REMOVE);
    for (int i = from; i < to; i++) {
      if (expired.hasMore(i)) {
        attempts.set(expired.key(i)).add();
        alerts.set(expired.key(i)).add();
      }
      executions.set(expired.key(i)).add();
    }
    attempts.runAll();
    alerts.runAll();
    int deleted = 0;
    for (int changed : executions.runAll()) {
      deleted += changed;
    }
    session.counters.addExecutions(-deleted);
    for (int i = from; i < to; i++) {
      if (i + 1 == to || expired.jobKey(i) != expired.jobKey(i + 1)) {
        DeletedJobs.removeIfUnused(session, expired.jobKey(i));
      }
    }
    return deleted;
  }
}
