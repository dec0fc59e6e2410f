package io.carillon.store.jdbc;

import io.carillon.core.Clock;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Compares the node's clock with the store's, which has one of its own where it is shared. */
record ClockOffset(Clock clock) implements Query<Long> {
  @Override
  public Long run(Statements statements) throws SQLException {
    long beforeMs = clock.wallMs();
    try (ResultSet row = statements.of(statements.dialect().clock()).query()) {
      row.next();
      return between(beforeMs, row.getLong(1), clock.wallMs());
    }
  }

  /**
   * At least so far they are apart, as the store read its own between two readings of the other.
   */
  static long between(long beforeMs, long storeMs, long afterMs) {
    return beforeMs > storeMs ? beforeMs - storeMs : Math.min(0, afterMs - storeMs);
  }
}
