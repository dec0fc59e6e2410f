package io.carillon.schedule;

import java.util.BitSet;

/**
 * The days that a cron expression selects, counted from 1970-01-01. A search takes one step a year,
 * 231 at most, whatever the expression.
 *
 * @param years bit {@code n} stands for the year 1969 + n; not changed once it is in here
 * @param isEveryDay whether nothing is left out
 */
record DaySet(BitSet years, DayPattern pattern, boolean isEveryDay) {
  /** No further match before the year 2200. */
  static final long NONE = Long.MAX_VALUE;

  /** No earlier match from 1969 on. */
  static final long NONE_BEFORE = Long.MIN_VALUE;

  private static final int FIRST_YEAR = YearShape.FIRST_YEAR;
  private static final long FIRST_DAY = Gregorian.epochDay(FIRST_YEAR, 1);
  private static final long END_DAY = Gregorian.epochDay(YearShape.END_YEAR, 1);

  static DaySet of(CronExpression expression) {
    FieldItems year = expression.field(CronField.YEAR);
    BitSet years = year.values().get(FIRST_YEAR, YearShape.END_YEAR);
    if (!year.isRestricted()) {
      years.set(0);
    }
    DayPattern pattern =
        new DayPattern(
            DaysOfMonth.of(expression.field(CronField.DAY_OF_MONTH)),
            DaysOfWeek.of(expression.field(CronField.DAY_OF_WEEK)),
            expression.eitherDay(),
            (int) expression.field(CronField.MONTH).bits());
    return new DaySet(years, pattern, !year.isRestricted() && pattern.isEveryDay());
  }

  boolean contains(long day) {
    return next(day) == day;
  }

  /** The first match at or after a day of 1969 or later, or {@link #NONE}. */
  long next(long day) {
    if (day >= END_DAY) {
      return NONE;
    }
    if (isEveryDay) {
      return day;
    }
    int date = Gregorian.date((int) day);
    int year = Gregorian.year(date);
    if (years.get(year - FIRST_YEAR)) {
      int month = Gregorian.month(date);
      int dayOfMonth = Gregorian.dayOfMonth(date);
      int months = pattern.monthsOf(year);
      if (((months >>> month) & 1) != 0) {
        int days = pattern.daysOf(year, month) & (-1 << dayOfMonth);
        if (days != 0) {
          return day - dayOfMonth + Integer.numberOfTrailingZeros(days);
        }
      }
      int later = months & (-2 << month);
      if (later != 0) {
        return first(year, later);
      }
    }
    for (int i = after(year - FIRST_YEAR); i >= 0; i = after(i)) {
      int months = pattern.monthsOf(FIRST_YEAR + i);
      if (months != 0) {
        return first(FIRST_YEAR + i, months);
      }
    }
    return NONE;
  }

  /** The last match at or before a day, or {@link #NONE_BEFORE}. */
  long previous(long latest) {
    long day = Math.min(latest, END_DAY - 1);
    if (day < FIRST_DAY) {
      return NONE_BEFORE;
    }
    if (isEveryDay) {
      return day;
    }
    int date = Gregorian.date((int) day);
    int year = Gregorian.year(date);
    if (years.get(year - FIRST_YEAR)) {
      int month = Gregorian.month(date);
      int dayOfMonth = Gregorian.dayOfMonth(date);
      int months = pattern.monthsOf(year);
      if (((months >>> month) & 1) != 0) {
        int days = pattern.daysOf(year, month) & ~(-2 << dayOfMonth);
        if (days != 0) {
          return day - dayOfMonth + lastBit(days);
        }
      }
      int earlier = months & ~(-1 << month);
      if (earlier != 0) {
        return last(year, earlier);
      }
    }
    for (int i = before(year - FIRST_YEAR); i >= 0; i = before(i)) {
      int months = pattern.monthsOf(FIRST_YEAR + i);
      if (months != 0) {
        return last(FIRST_YEAR + i, months);
      }
    }
    return NONE_BEFORE;
  }

  /** How many days in [from, to) match, from 1969 on and before 2200. One step a month. */
  long count(long from, long to) {
    long day = Math.max(from, FIRST_DAY);
    long end = Math.min(to, END_DAY);
    if (isEveryDay) {
      return Math.max(0, end - day);
    }
    long count = 0;
    while (day < end) {
      int date = Gregorian.date((int) day);
      int year = Gregorian.year(date);
      int month = Gregorian.month(date);
      int dayOfMonth = Gregorian.dayOfMonth(date);
      long monthEnd = day - dayOfMonth + 1 + Gregorian.lengthOfMonth(year, month);
      if (years.get(year - FIRST_YEAR) && ((pattern.monthsOf(year) >>> month) & 1) != 0) {
        int days = pattern.daysOf(year, month) & (-1 << dayOfMonth);
        boolean isCut = end < monthEnd;
        days &= isCut ? ~(-1 << (dayOfMonth + (int) (end - day))) : -1;
        count += Integer.bitCount(days);
      }
      day = monthEnd;
    }
    return count;
  }

  private int after(int year) {
    return years.nextSetBit(year + 1);
  }

  private int before(int year) {
    return years.previousSetBit(year - 1);
  }

  private long first(int year, int months) {
    int month = Integer.numberOfTrailingZeros(months);
    int days = pattern.daysOf(year, month);
    return Gregorian.epochDay(year, month) - 1 + Integer.numberOfTrailingZeros(days);
  }

  private long last(int year, int months) {
    int month = lastBit(months);
    return Gregorian.epochDay(year, month) - 1 + lastBit(pattern.daysOf(year, month));
  }

  private static int lastBit(int bits) {
    return Integer.SIZE - 1 - Integer.numberOfLeadingZeros(bits);
  }
}
