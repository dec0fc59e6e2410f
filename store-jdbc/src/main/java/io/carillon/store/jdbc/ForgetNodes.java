package io.carillon.store.jdbc;

import java.sql.SQLException;

/**
 * Forgets nodes that have ended and were not heard of since a time of which no execution is kept,
 * as platforms give each new process a name of its own. What they counted is counted on by this
 * one. The first node's counts stay, as they take what is written before a first term.
 *
 * @param beforeMs epoch milliseconds
 */
record ForgetNodes(long beforeMs) implements Work<Integer> {
  /** As many rows as there are nodes. */
  private static final String FORGET =
      """
      WITH gone AS (
        DELETE FROM node WHERE lease_until = 0 AND renewed_at < ? AND node_key > 1
        RETURNING node_key, name),
      unmarked AS (DELETE FROM commit_mark WHERE node IN (SELECT name FROM gone)),
      counted AS (
        DELETE FROM counter WHERE counter_key IN (SELECT node_key FROM gone) RETURNING *),
      summed AS (
        SELECT sum(executions) AS executions, sum(jobs) AS jobs, sum(active_jobs) AS active_jobs,
          sum(pings) AS pings, sum(succeeded) AS succeeded, sum(failed) AS failed
        FROM counted HAVING count(*) > 0)
      UPDATE counter c SET executions = c.executions + s.executions, jobs = c.jobs + s.jobs,
        active_jobs = c.active_jobs + s.active_jobs, pings = c.pings + s.pings,
        succeeded = c.succeeded + s.succeeded, failed = c.failed + s.failed
      FROM summed s WHERE c.counter_key = ?
      """;

  @Override
  public Integer apply(Session session) throws SQLException {
    return session.on(FORGET).set(beforeMs).set(session.term.nodeKey()).run();
  }
}
