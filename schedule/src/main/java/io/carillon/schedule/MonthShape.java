package io.carillon.schedule;

/**
 * The 28 ways in which a month can lie: its length, 28 to 31, and the day of the week, 0 (Sunday)
 * to 6, on which it begins. A shape is an int, {@code (length - 28) * 7 + first}.
 */
final class MonthShape {
  static final int COUNT = 28;

  private static final int LENGTH_MIN = 28;

  private MonthShape() {}

  static int of(int length, int firstDayOfWeek) {
    return (length - LENGTH_MIN) * 7 + firstDayOfWeek;
  }

  static int length(int shape) {
    return LENGTH_MIN + shape / 7;
  }

  /** All days: bits 1 to the length. */
  static int days(int shape) {
    return (int) ((2L << length(shape)) - 2);
  }

  static int dayOfWeek(int shape, int dayOfMonth) {
    return (shape + dayOfMonth - 1) % 7;
  }
}
