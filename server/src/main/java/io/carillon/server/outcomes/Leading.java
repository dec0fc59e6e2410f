package io.carillon.server.outcomes;

import io.carillon.core.ExecutionState;
import io.carillon.core.port.OutcomeCounts;
import io.carillon.server.outcomes.OutcomeTally.Slot;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * Bounds how many destinations of a minute and namespace are told apart when counts are stored, so
 * that these do not grow with their number.
 */
final class Leading {
  private static final int FAILED = OutcomeTally.indexOf(ExecutionState.FAILED);

  /** Where most fail, then where most end; of equal ones always the same. */
  private static final Comparator<Map.Entry<Slot, long[]>> MOST_FIRST =
      Comparator.comparingLong((Map.Entry<Slot, long[]> entry) -> -entry.getValue()[FAILED])
          .thenComparingLong(entry -> -LongStream.of(entry.getValue()).sum())
          .thenComparingInt(entry -> entry.getKey().destinationKey());

  private Leading() {}

  /** The same counts, those of all but the leading destinations in one. */
  static Map<Slot, long[]> of(Map<Slot, long[]> tally) {
    Map<Slot, Integer> told = new HashMap<>();
    Map<Slot, long[]> bounded = new HashMap<>();
    List<Map.Entry<Slot, long[]>> entries = tally.entrySet().stream().sorted(MOST_FIRST).toList();
    for (Map.Entry<Slot, long[]> entry : entries) {
      Slot others = entry.getKey().withoutDestination();
      boolean isTold = told.merge(others, 1, Integer::sum) <= OutcomeCounts.DESTINATIONS_MAX;
      long[] sum = bounded.computeIfAbsent(isTold ? entry.getKey() : others, _ -> new long[4]);
      for (int i = 0; i < sum.length; i++) {
        sum[i] += entry.getValue()[i];
      }
    }
    return bounded;
  }
}
