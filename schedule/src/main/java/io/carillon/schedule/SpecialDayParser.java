package io.carillon.schedule;

import org.jspecify.annotations.Nullable;

/** Reads the days that depend on the month: items with {@code L}, {@code W} or {@code #}. */
final class SpecialDayParser {
  /** {@code L-30} is the first day of a month of 31. */
  private static final int DAYS_BEFORE_LAST_MAX = 30;

  /** A month has at most five of each day of the week. */
  private static final int NTH_MAX = 5;

  private SpecialDayParser() {}

  /** Reads an item that no value begins, or nothing. */
  static @Nullable Item leading(FieldCursor cursor) {
    if (cursor.field() != CronField.DAY_OF_MONTH) {
      return null;
    }
    String letters = cursor.lettersAhead();
    if (letters.equals("LW")) {
      cursor.skip(2);
      return new Item.LastWeekday();
    }
    if (!letters.equals("L")) {
      return null;
    }
    cursor.skip(1);
    return new Item.LastDay(
        cursor.take('-')
            ? number(cursor, DAYS_BEFORE_LAST_MAX, "L-1 to L-30; the last day itself is L")
            : 0);
  }

  /** Reads what makes an item special behind its value, or nothing. */
  static @Nullable Item following(FieldCursor cursor, int value) {
    return switch (cursor.field()) {
      case DAY_OF_MONTH -> cursor.take('W') ? new Item.NearestWeekday(value) : null;
      case DAY_OF_WEEK -> inWeeks(cursor, value % CronField.SUNDAY_ALIAS);
      case SECOND, MINUTE, HOUR, MONTH, YEAR -> null;
    };
  }

  private static @Nullable Item inWeeks(FieldCursor cursor, int dayOfWeek) {
    if (cursor.take('L')) {
      return new Item.LastDayOfWeek(dayOfWeek);
    }
    if (!cursor.take('#')) {
      return null;
    }
    return cursor.take('L')
        ? new Item.LastDayOfWeek(dayOfWeek)
        : new Item.NthDayOfWeek(
            dayOfWeek, number(cursor, NTH_MAX, "#1 to #5, or #L for the last of the month"));
  }

  private static int number(FieldCursor cursor, int max, String allowed) {
    int from = cursor.at();
    int number = cursor.number();
    if (number < 1 || number > max) {
      throw cursor.refused(from, cursor.since(from) + " is out of range (" + allowed + ")");
    }
    return number;
  }
}
