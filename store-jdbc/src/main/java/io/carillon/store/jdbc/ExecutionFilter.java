package io.carillon.store.jdbc;

import io.carillon.core.ExecutionState;
import io.carillon.core.port.History.ExecutionQuery;
import io.carillon.core.port.History.HttpStatuses;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which executions a list wants, in the store's terms.
 *
 * @param states empty for any
 * @param httpStatuses null for any or none
 * @param fromMs earliest scheduled instant
 * @param beforeMs scheduled instant to stop before: the query's, or now when the future is left out
 */
record ExecutionFilter(
    Set<ExecutionState> states, @Nullable HttpStatuses httpStatuses, long fromMs, long beforeMs) {
  /** Every state's bit. */
  private static final long ANY = (1L << ExecutionState.values().length) - 1;

  /** Later than any schedule, and early enough to be counted in execution keys. */
  private static final long FOREVER_MS = (1L << 32) * 1_000;

  static ExecutionFilter of(ExecutionQuery query) {
    Instant from = query.from();
    Instant to = query.to();
    long toMs = to == null ? FOREVER_MS : Math.min(FOREVER_MS, to.toEpochMilli());
    boolean withFuture = query.states().contains(ExecutionState.PENDING);
    return new ExecutionFilter(
        query.states(),
        query.httpStatuses(),
        from == null ? 0 : Math.max(0, from.toEpochMilli()),
        Math.max(0, withFuture ? toMs : Math.min(toMs, query.now().toEpochMilli() + 1)));
  }

  /** Whether nothing that lies in the time is passed over. */
  boolean isAny() {
    return states.isEmpty() && httpStatuses == null;
  }

  boolean isOnly(ExecutionState state) {
    return states.size() == 1 && states.contains(state);
  }

  /** The states' bits. */
  long mask() {
    if (states.isEmpty()) {
      return ANY;
    }
    long mask = 0;
    for (ExecutionState state : states) {
      mask |= 1L << state.code();
    }
    return mask;
  }

  /** Sets the lowest and the highest HTTP status, none counting as 0. */
  Prepared setHttpStatuses(Prepared statement) throws SQLException {
    return httpStatuses == null
        ? statement.set(0).set(Short.MAX_VALUE)
        : statement.set(httpStatuses.first()).set(httpStatuses.last());
  }
}
