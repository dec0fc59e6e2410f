package io.carillon.schedule;

import java.util.Arrays;

/**
 * The days that the day and month fields of a cron expression select. Immutable.
 *
 * <p>Which days of a month match depends only on its {@link MonthShape}, and which months of a year
 * have any only on its {@link YearShape}, so both are worked out once.
 */
final class DayPattern {
  /** At a {@link YearShape}: bits 1 to 12. */
  private final short[] months = new short[YearShape.COUNT];

  /** At a {@link MonthShape}: bits 1 to 31. */
  private final int[] days = new int[MonthShape.COUNT];

  DayPattern(DaysOfMonth ofMonth, DaysOfWeek ofWeek, boolean either, int selectedMonths) {
    for (int shape = 0; shape < MonthShape.COUNT; shape++) {
      int byMonth = ofMonth.in(shape);
      int byWeek = ofWeek.in(shape);
      days[shape] = either ? byMonth | byWeek : byMonth & byWeek;
    }
    for (int shape = 0; shape < YearShape.COUNT; shape++) {
      for (int month = 1; month <= 12; month++) {
        boolean hasDays = days[YearShape.month(shape, month)] != 0;
        months[shape] |= (short) (hasDays ? selectedMonths & (1 << month) : 0);
      }
    }
  }

  /** The selected months of a year that have a selected day: bits 1 to 12. */
  int monthsOf(int year) {
    return months[YearShape.of(year)];
  }

  /** The selected days of a month of {@link #monthsOf}: bits 1 to 31. */
  int daysOf(int year, int month) {
    return days[YearShape.month(YearShape.of(year), month)];
  }

  boolean isEveryDay() {
    for (int shape = 0; shape < MonthShape.COUNT; shape++) {
      if (days[shape] != MonthShape.days(shape)) {
        return false;
      }
    }
    for (short selected : months) {
      if (selected != (1 << 13) - 2) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DayPattern that
        && Arrays.equals(months, that.months)
        && Arrays.equals(days, that.days);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(months) + Arrays.hashCode(days);
  }
}
