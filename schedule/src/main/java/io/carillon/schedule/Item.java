package io.carillon.schedule;

import java.util.BitSet;

/** One entry of the list that a cron field is. Days of the week are 0 (Sunday) to 6. */
sealed interface Item {

  /**
   * Plain values: {@code *}, {@code ?}, a value or a range, with a step or without.
   *
   * @param step every how many values one is selected, 1 to the count of the range
   * @param any whether it was written as {@code *} or {@code ?}
   */
  record Span(Range range, int step, boolean any) implements Item {

    /** Whether it selects more than one value. */
    boolean isInterval() {
      return range.count() > step;
    }

    boolean isRestricted() {
      return !any || step > 1;
    }

    void addTo(BitSet values, CronField field) {
      int end = range.first() + range.count();
      if (step == 1 && end <= field.max() + 1) {
        values.set(range.first(), end);
        return;
      }
      for (int i = 0; i < range.count(); i += step) {
        values.set(field.wrap(range.first() + i));
      }
    }
  }

  /** {@code L}, or {@code L-n}: a day counted from the last of the month, 0 to 30. */
  record LastDay(int daysBefore) implements Item {}

  /** {@code LW}: the last day of the month that is a Monday to Friday. */
  record LastWeekday() implements Item {}

  /**
   * {@code nW}: of the Mondays to Fridays of the month, the one nearest to a day, 1 to 31. A month
   * without this day has none.
   */
  record NearestWeekday(int day) implements Item {}

  /** {@code n#k}: the first to fifth such day of the month. */
  record NthDayOfWeek(int dayOfWeek, int nth) implements Item {}

  /** {@code nL} or {@code n#L}: the last such day of the month. */
  record LastDayOfWeek(int dayOfWeek) implements Item {}
}
