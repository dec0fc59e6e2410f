package io.carillon.server.outcomes;

import io.carillon.core.port.OutcomeCounts;
import io.carillon.core.port.OutcomeCounts.Counts;
import io.carillon.server.outcomes.OutcomeTally.Slot;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Bounds how many destinations of a minute and namespace are told apart when counts are stored, so
 * that these do not grow with their number.
 */
final class Leading {
  /** Where most fail, then where most end; of equal ones always the same. */
  private static final Comparator<Map.Entry<Slot, Counts>> MOST_FIRST =
      Comparator.comparingLong((Map.Entry<Slot, Counts> entry) -> -entry.getValue().failed())
          .thenComparingLong(entry -> -entry.getValue().total())
          .thenComparingInt(entry -> entry.getKey().destinationKey());

  private Leading() {}

  /** The same counts, those of all but the leading destinations in one. */
  static Map<Slot, Counts> of(Map<Slot, Counts> tally) {
    Map<Slot, Integer> told = new HashMap<>();
    Map<Slot, Counts> bounded = new HashMap<>();
    List<Map.Entry<Slot, Counts>> entries = tally.entrySet().stream().sorted(MOST_FIRST).toList();
    for (Map.Entry<Slot, Counts> entry : entries) {
      Slot others = entry.getKey().withoutDestination();
      boolean isTold = told.merge(others, 1, Integer::sum) <= OutcomeCounts.DESTINATIONS_MAX;
      bounded.merge(isTold ? entry.getKey() : others, entry.getValue(), Counts::plus);
    }
    return bounded;
  }
}
