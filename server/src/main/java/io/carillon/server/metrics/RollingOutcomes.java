package io.carillon.server.metrics;

import io.carillon.core.ExecutionState;
import io.carillon.core.port.OutcomeCounts.Counts;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** How executions ended lately and since the start. One thread writes; any thread reads. */
final class RollingOutcomes {
  static final int MINUTE_S = 60;
  static final int HOUR_S = 3_600;

  private final Map<ExecutionState, SecondRing> rings = new EnumMap<>(ExecutionState.class);
  private final Map<ExecutionState, LongAdder> totals = new EnumMap<>(ExecutionState.class);

  RollingOutcomes() {
    for (ExecutionState state : ExecutionState.values()) {
      if (state.isTerminal()) {
        rings.put(state, new SecondRing(HOUR_S));
        totals.put(state, new LongAdder());
      }
    }
  }

  void add(ExecutionState terminal, long nowMs, long count) {
    SecondRing ring = rings.get(terminal);
    LongAdder total = totals.get(terminal);
    if (ring != null && total != null) {
      ring.add(nowMs, count);
      total.add(count);
    }
  }

  Counts last(long nowMs, int seconds) {
    return new Counts(
        ring(ExecutionState.SUCCESS, nowMs, seconds),
        ring(ExecutionState.FAILED, nowMs, seconds),
        ring(ExecutionState.SKIPPED, nowMs, seconds),
        ring(ExecutionState.CANCELLED, nowMs, seconds));
  }

  private long ring(ExecutionState state, long nowMs, int seconds) {
    SecondRing ring = rings.get(state);
    return ring == null ? 0 : ring.sum(nowMs, seconds);
  }

  Counts sinceStart() {
    return new Counts(
        total(ExecutionState.SUCCESS),
        total(ExecutionState.FAILED),
        total(ExecutionState.SKIPPED),
        total(ExecutionState.CANCELLED));
  }

  private long total(ExecutionState state) {
    LongAdder total = totals.get(state);
    return total == null ? 0 : total.sum();
  }
}
