package io.carillon.schedule;

/**
 * The 14 ways in which a year can lie: whether it is a leap year, and the day of the week on which
 * it begins. A shape is an int, 0 to 13.
 */
final class YearShape {
  static final int COUNT = 14;

  /** The local year 1969 has not ended everywhere when 1970 begins in UTC. */
  static final int FIRST_YEAR = 1969;

  static final int END_YEAR = 2200;

  private static final byte[] OF_YEAR = new byte[END_YEAR - FIRST_YEAR];

  /** At {@code shape << 4 | month}. */
  private static final byte[] OF_MONTH = new byte[COUNT << 4];

  static {
    for (int year = FIRST_YEAR; year < END_YEAR; year++) {
      int leap = Gregorian.lengthOfMonth(year, 2) - 28;
      int shape = leap * 7 + Gregorian.dayOfWeek(Gregorian.epochDay(year, 1));
      OF_YEAR[year - FIRST_YEAR] = (byte) shape;
      for (int month = 1; month <= 12; month++) {
        int first = Gregorian.dayOfWeek(Gregorian.epochDay(year, month));
        int length = Gregorian.lengthOfMonth(year, month);
        OF_MONTH[shape << 4 | month] = (byte) MonthShape.of(length, first);
      }
    }
  }

  private YearShape() {}

  /** The shape of a year, 1969 to 2199. */
  static int of(int year) {
    return OF_YEAR[year - FIRST_YEAR];
  }

  /** The {@link MonthShape} of a month, 1 to 12, in years of a shape. */
  static int month(int shape, int month) {
    return OF_MONTH[shape << 4 | month];
  }
}
