package io.carillon.schedule;

import org.jspecify.annotations.Nullable;

/**
 * Minutes or seconds at equal distances.
 *
 * @param isCycle whether they go on the same way in the next hour or minute
 */
record Beat(int first, int last, int step, boolean isCycle) {

  /** Null if the values of a field do not lie at equal distances. */
  static @Nullable Beat of(ValuePattern pattern, CronField field) {
    return switch (pattern) {
      case ValuePattern.All _ -> new Beat(field.min(), field.max(), 1, true);
      case ValuePattern.Steps steps ->
          new Beat(steps.first(), steps.last(), steps.step(), steps.isCycle());
      case ValuePattern.One _, ValuePattern.Some _ -> null;
    };
  }
}
