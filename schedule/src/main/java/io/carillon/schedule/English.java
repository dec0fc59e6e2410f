package io.carillon.schedule;

import java.util.List;

/** Words and lists in English. */
final class English {
  private static final List<String> MONTHS =
      List.of(
          "January",
          "February",
          "March",
          "April",
          "May",
          "June",
          "July",
          "August",
          "September",
          "October",
          "November",
          "December");
  private static final List<String> DAYS =
      List.of("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday");
  private static final List<String> NTH = List.of("first", "second", "third", "fourth", "fifth");

  private English() {}

  /** {@code a}, {@code a and b}, {@code a, b and c}. */
  static String list(List<String> parts) {
    return list(parts, "and");
  }

  static String list(List<String> parts, String conjunction) {
    int last = parts.size() - 1;
    return last == 0
        ? parts.getFirst()
        : String.join(", ", parts.subList(0, last)) + " " + conjunction + " " + parts.get(last);
  }

  /** {@code 1st}, {@code 2nd}, {@code 11th}, {@code 23rd}. */
  static String ordinal(int number) {
    boolean isTeen = number / 10 % 10 == 1;
    return number
        + switch (isTeen ? 0 : number % 10) {
          case 1 -> "st";
          case 2 -> "nd";
          case 3 -> "rd";
          default -> "th";
        };
  }

  /** {@code first} to {@code fifth}. */
  static String nth(int number) {
    return NTH.get(number - 1);
  }

  /** The name of a month, 1 to 12. */
  static String month(int month) {
    return MONTHS.get(month - 1);
  }

  /** The name of a day of the week, 0 (Sunday) to 6. */
  static String dayOfWeek(int day) {
    return DAYS.get(day);
  }

  /** {@code every minute}, {@code every 5 minutes}. */
  static String every(int count, String unit) {
    return count == 1 ? "every " + unit : "every " + count + " " + unit + "s";
  }
}
