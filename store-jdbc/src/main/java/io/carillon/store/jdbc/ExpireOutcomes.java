package io.carillon.store.jdbc;

import io.carillon.core.port.OutcomeCounts;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Deletes the oldest counts of outcomes that are no longer kept, an hour of them at the most. */
record ExpireOutcomes(long beforeMs) implements Work<Integer> {
  private static final long STRETCH_MS = 60 * OutcomeCounts.MINUTE_MS;

  /** The oldest minute; index. */
  private static final String OLDEST = "SELECT min(minute_at) FROM outcome_minute";

  /** What is older; index range. */
  private static final String DELETE = "DELETE FROM outcome_minute WHERE minute_at < ?";

  @Override
  public Integer apply(Session session) throws SQLException {
    long oldestMs;
    try (ResultSet row = session.on(OLDEST).query()) {
      oldestMs = row.next() ? row.getLong(1) : 0;
    }
    return oldestMs == 0 || oldestMs >= beforeMs
        ? 0
        : session.on(DELETE).set(Math.min(beforeMs, oldestMs + STRETCH_MS)).run();
  }
}
