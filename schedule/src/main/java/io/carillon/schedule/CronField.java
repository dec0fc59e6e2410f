package io.carillon.schedule;

import java.util.List;

/** A field of a cron expression: its name in messages and its values. */
enum CronField {
  SECOND("second", 0, 59),
  MINUTE("minute", 0, 59),
  HOUR("hour", 0, 23),
  DAY_OF_MONTH("day-of-month", 1, 31),
  MONTH(
      "month", 1, 12, "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV",
      "DEC"),
  DAY_OF_WEEK("day-of-week", 0, 6, "SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

  /** The second name of Sunday, as a number. */
  static final int SUNDAY_ALIAS = 7;

  private final String label;
  private final int min;
  private final int max;

  // List.of copies and never changes.
  @SuppressWarnings("ImmutableEnumChecker")
  private final List<String> names;

  CronField(String label, int min, int max, String... names) {
    this.label = label;
    this.min = min;
    this.max = max;
    this.names = List.of(names);
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

  /** What a range selects in number, one that wraps around included. */
  int span(int first, int last) {
    return last >= first ? last - first + 1 : max - min + 1 - (first - last) + 1;
  }

  /** The value that a count past the greatest one stands for. */
  int wrap(int value) {
    return value > max ? value - (max - min + 1) : value;
  }

  /** What may be written, for messages. */
  String allowed() {
    String numbers = min + " to " + maxWritten();
    String named = names.isEmpty() ? "" : " or " + names.getFirst() + " to " + names.getLast();
    String any = isDay() ? "* or ?" : "*";
    return "allowed are "
        + any
        + ", "
        + numbers
        + named
        + ", ranges a-b, steps /n and lists of these";
  }
}
