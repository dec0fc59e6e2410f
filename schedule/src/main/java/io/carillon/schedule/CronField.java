package io.carillon.schedule;

import java.util.List;

/** A field of a cron expression: its name in messages and its values. In the order of writing. */
enum CronField {
  SECOND(0, "second", 0, 59),
  MINUTE(1, "minute", 0, 59),
  HOUR(2, "hour", 0, 23),
  DAY_OF_MONTH(3, "day-of-month", 1, 31),
  MONTH(
      4, "month", 1, 12, "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT",
      "NOV", "DEC"),
  DAY_OF_WEEK(5, "day-of-week", 0, 6, "SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"),
  YEAR(6, "year", 1970, 2199);

  /** The second name of Sunday, as a number. */
  static final int SUNDAY_ALIAS = 7;

  /** The last day that every month has: {@code H} goes no further unless told. */
  private static final int DAY_OF_EVERY_MONTH_MAX = 28;

  private final int index;
  private final String label;
  private final int min;
  private final int max;

  // List.of copies and never changes.
  @SuppressWarnings("ImmutableEnumChecker")
  private final List<String> names;

  CronField(int index, String label, int min, int max, String... names) {
    this.index = index;
    this.label = label;
    this.min = min;
    this.max = max;
    this.names = List.of(names);
  }

  /** The place in the six- and seven-field form, 0 (second) to 6 (year). */
  int index() {
    return index;
  }

  String label() {
    return label;
  }

  int min() {
    return min;
  }

  int max() {
    return max;
  }

  boolean isDay() {
    return this == DAY_OF_MONTH || this == DAY_OF_WEEK;
  }

  /** The greatest number that may be written. */
  int maxWritten() {
    return this == DAY_OF_WEEK ? SUNDAY_ALIAS : max;
  }

  /** The names in the order of their values from {@link #min()}; none for most fields. */
  List<String> names() {
    return names;
  }

  /** All values. */
  Range whole() {
    return new Range(min, max - min + 1);
  }

  /** The values that {@code H} is spread over when it names no range. */
  Range spread() {
    return this == DAY_OF_MONTH ? new Range(min, DAY_OF_EVERY_MONTH_MAX) : whole();
  }

  /** The value that a count past the greatest one stands for. */
  int wrap(int value) {
    return value > max ? value - (max - min + 1) : value;
  }

  /** What may be written, for messages. */
  String allowed() {
    String any = isDay() ? "* or ?, " : "*, ";
    String named = names.isEmpty() ? "" : " or " + names.getFirst() + " to " + names.getLast();
    String special =
        switch (this) {
          case DAY_OF_MONTH -> "L, L-n, LW, nW, ";
          case DAY_OF_WEEK -> "nL, n#k, ";
          case SECOND, MINUTE, HOUR, MONTH, YEAR -> "";
        };
    String sunday = this == DAY_OF_WEEK ? " (1 is Monday, 0 and 7 are Sunday)" : "";
    return "allowed are "
        + any
        + (min + " to " + maxWritten() + named + sunday)
        + ", ranges a-b, steps /n, "
        + special
        + "H and lists of these";
  }
}
