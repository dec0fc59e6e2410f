package io.carillon.store.jdbc;

import java.sql.SQLException;

/** Deletes the oldest counts of outcomes that are no longer kept. */
record ExpireOutcomes(long beforeMs, int max) implements Work<Integer> {
  /** Removes some that are too old, oldest first; index. */
  private static final String EXPIRE =
      """
      DELETE FROM outcome_minute WHERE (namespace, minute_at, destination_key, node_key) IN (
        SELECT namespace, minute_at, destination_key, node_key FROM outcome_minute
        WHERE minute_at < ? ORDER BY minute_at LIMIT ?)
      """;

  @Override
  public Integer apply(Session session) throws SQLException {
    return session.on(EXPIRE).set(beforeMs).set(max).run();
  }
}
