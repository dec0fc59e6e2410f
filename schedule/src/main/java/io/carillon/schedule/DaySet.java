package io.carillon.schedule;

/**
 * The days that a cron expression selects. Days are counted from 1970-01-01. The search takes one
 * step a month, so it ends within 2,760 steps.
 *
 * @param daysOfMonth bits 1 to 31
 * @param months bits 1 to 12
 * @param daysOfWeek bits 0 (Sunday) to 6
 * @param either whether a match in one of the two day fields is enough; otherwise both must match
 */
record DaySet(int daysOfMonth, int months, int daysOfWeek, boolean either) {
  /** No further match before the year 2200. */
  static final long NONE = Long.MAX_VALUE;

  private static final int ALL_DAYS_OF_MONTH = -1 << 1;
  private static final int ALL_MONTHS = (1 << 13) - 2;
  private static final int ALL_DAYS_OF_WEEK = (1 << 7) - 1;
  private static final int END_YEAR = 2200;
  private static final long END_DAY = Gregorian.epochDay(END_YEAR, 1);

  /** Repeats seven bits six times: a month spans at most six weeks. */
  private static final long SIX_WEEKS =
      1 | (1 << 7) | (1 << 14) | (1 << 21) | (1 << 28) | (1L << 35);

  /** The first match at or after a day of 1969 or later, or {@link #NONE}. */
  long next(long day) {
    if (day >= END_DAY) {
      return NONE;
    }
    if (isEveryDay()) {
      return day;
    }
    int date = Gregorian.date((int) day);
    int year = Gregorian.year(date);
    int month = Gregorian.month(date);
    int dayOfMonth = Gregorian.dayOfMonth(date);
    long first = day - dayOfMonth + 1;
    long left = -1L << dayOfMonth;
    while (year < END_YEAR) {
      if (((months >>> month) & 1) != 0) {
        long found = daysOf(first, Gregorian.lengthOfMonth(year, month)) & left;
        if (found != 0) {
          return first + Long.numberOfTrailingZeros(found) - 1;
        }
      }
      int laterMonths = months & (-1 << (month + 1));
      if (laterMonths == 0) {
        laterMonths = months;
        year++;
      }
      month = Integer.numberOfTrailingZeros(laterMonths);
      first = Gregorian.epochDay(year, month);
      left = -1L;
    }
    return NONE;
  }

  /** The selected days of the month that begins on {@code first}: bits 1 to {@code length}. */
  private long daysOf(long first, int length) {
    long byWeek = ((daysOfWeek * SIX_WEEKS) >>> Gregorian.dayOfWeek(first)) << 1;
    long days = either ? daysOfMonth | byWeek : daysOfMonth & byWeek;
    return days & ((1L << (length + 1)) - 2);
  }

  private boolean isEveryDay() {
    return daysOfMonth == ALL_DAYS_OF_MONTH
        && months == ALL_MONTHS
        && daysOfWeek == ALL_DAYS_OF_WEEK;
  }
}
