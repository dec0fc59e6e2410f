package io.carillon.schedule;

/**
 * The Gregorian calendar on ints, for years 1969 to 2200. {@code java.time.LocalDate} does the same
 * but allocates. A date is packed in an int as {@code year << 9 | month << 5 | dayOfMonth}.
 */
final class Gregorian {
  /**
   * Days of a 400-year cycle, and from 0000-03-01, where the cycle is taken to start, to
   * 1970-01-01.
   */
  private static final int DAYS_PER_CYCLE = 146_097;

  private static final int DAYS_TO_1970 = 719_468;

  private Gregorian() {}

  /**
   * The packed date of a day counted from 1970-01-01. A year starts in March, so a leap day ends
   * it.
   */
  static int date(int epochDay) {
    int day = epochDay + DAYS_TO_1970;
    int cycle = day / DAYS_PER_CYCLE;
    int dayOfCycle = day - cycle * DAYS_PER_CYCLE;
    int yearOfCycle =
        (dayOfCycle - dayOfCycle / 1460 + dayOfCycle / 36_524 - dayOfCycle / 146_096) / 365;
    int dayOfYear = dayOfCycle - (365 * yearOfCycle + yearOfCycle / 4 - yearOfCycle / 100);
    int monthFromMarch = (5 * dayOfYear + 2) / 153;
    int dayOfMonth = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1;
    int month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
    int year = cycle * 400 + yearOfCycle + (month <= 2 ? 1 : 0);
    return (year << 9) | (month << 5) | dayOfMonth;
  }

  static int year(int date) {
    return date >> 9;
  }

  static int month(int date) {
    return (date >> 5) & 15;
  }

  static int dayOfMonth(int date) {
    return date & 31;
  }

  /** The first day of a month, counted from 1970-01-01. */
  static long epochDay(int year, int month) {
    int yearFromMarch = month <= 2 ? year - 1 : year;
    int monthFromMarch = month <= 2 ? month + 9 : month - 3;
    return 365L * yearFromMarch
        + yearFromMarch / 4
        - yearFromMarch / 100
        + yearFromMarch / 400
        + (153 * monthFromMarch + 2) / 5
        - DAYS_TO_1970;
  }

  static int lengthOfMonth(int year, int month) {
    if (month == 2) {
      return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
    }
    return 30 + ((month + (month >> 3)) & 1);
  }

  /** 0 (Sunday) to 6. */
  static int dayOfWeek(long epochDay) {
    return Math.floorMod(epochDay + 4, 7);
  }
}
