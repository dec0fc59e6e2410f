package io.carillon.store.jdbc;

import io.carillon.core.ExecutionState;
import io.carillon.core.port.History.ExecutionQuery;
import java.time.Instant;
import java.util.Set;

/**
 * Which executions a list wants, in the store's terms.
 *
 * @param states empty for any
 * @param fromMs earliest scheduled instant
 * @param beforeMs scheduled instant to stop before: the query's, or now when the future is left out
 */
record StateFilter(Set<ExecutionState> states, long fromMs, long beforeMs) {
  /** Every state's bit. */
  private static final long ANY = (1L << ExecutionState.values().length) - 1;

  /** Later than any schedule, and early enough to be counted in execution keys. */
  private static final long FOREVER_MS = (1L << 32) * 1_000;

  static StateFilter of(ExecutionQuery query) {
    Instant from = query.from();
    Instant to = query.to();
    long toMs = to == null ? FOREVER_MS : Math.min(FOREVER_MS, to.toEpochMilli());
    boolean withFuture = query.states().contains(ExecutionState.PENDING);
    return new StateFilter(
        query.states(),
        from == null ? 0 : Math.max(0, from.toEpochMilli()),
        Math.max(0, withFuture ? toMs : Math.min(toMs, query.now().toEpochMilli() + 1)));
  }

  boolean isAny() {
    return states.isEmpty();
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
}
