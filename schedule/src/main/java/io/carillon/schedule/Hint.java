package io.carillon.schedule;

/**
 * What the writer of a wrong value most likely meant, in parentheses behind a space; empty where
 * nothing is likely.
 */
final class Hint {
  private Hint() {}

  static String outOfRange(CronField field, int value) {
    if ((field == CronField.SECOND || field == CronField.MINUTE) && value == 60) {
      return " (59 is the last, 0 begins the next one)";
    }
    if (field == CronField.HOUR && value == 24) {
      return " (midnight is 0)";
    }
    if (field == CronField.YEAR && value < 100) {
      return " (did you mean " + (2000 + value) + "?)";
    }
    return field != CronField.YEAR && isYear(value) ? " (a year is the 7th field)" : "";
  }

  static String unknownWord(CronField field, String word) {
    String special = specialDay(field, word);
    if (!special.isEmpty()) {
      return special;
    }
    String name = Spelling.closest(word, field.names());
    if (name != null && word.startsWith(name)) {
      return didYouMean(name);
    }
    for (CronField other : CronField.values()) {
      if (other.names().stream().anyMatch(word::startsWith)) {
        return " (" + word + " belongs in " + other.label() + ")";
      }
    }
    return name == null ? "" : didYouMean(name);
  }

  private static String specialDay(CronField field, String word) {
    return switch (word) {
      case "L" ->
          switch (field) {
            case DAY_OF_MONTH -> " (L stands alone, as L-n or as LW)";
            case DAY_OF_WEEK -> " (L follows a day: SATL is the last Saturday)";
            default -> " (L stands only in day-of-month and day-of-week)";
          };
      case "WEEKDAY", "WEEKDAYS" -> field == CronField.DAY_OF_WEEK ? didYouMean("MON-FRI") : "";
      case "WEEKEND", "WEEKENDS" -> field == CronField.DAY_OF_WEEK ? didYouMean("SAT-SUN") : "";
      case "W" -> " (W follows a day of the month, as 15W)";
      case "LW" -> " (LW stands only in day-of-month)";
      case "WL" -> field == CronField.DAY_OF_MONTH ? didYouMean("LW") : "";
      default ->
          word.startsWith("L") && CronField.DAY_OF_WEEK.names().contains(word.substring(1))
              ? didYouMean(word.substring(1) + "L")
              : "";
    };
  }

  /**
   * Explains a character.
   *
   * @param isFirst whether the field begins with it
   */
  static String unexpected(CronField field, char character, boolean isFirst) {
    return switch (character) {
      case '?' ->
          field.isDay()
              ? " (it stands alone)"
              : " (it stands only in day-of-month and day-of-week; write *)";
      case '+' -> " (it stands only in front of day-of-week)";
      case '#' ->
          field == CronField.DAY_OF_WEEK
              ? " (it follows a single day, as FRI#2)"
              : " (it stands only in day-of-week)";
      case 'L' -> " (it follows a single day of the week, as FRIL, or stands alone)";
      case 'W' -> " (it follows a single day of the month, as 15W, or L)";
      case 'H' -> " (it stands in place of a value, as H, H(a-b) or H/n)";
      case ':' -> " (hour and minute are fields of their own)";
      case ';' -> " (a list is written with commas)";
      case '/' -> isFirst ? " (did you mean */n?)" : " (a step follows *, a value or a range)";
      default -> "";
    };
  }

  static String didYouMean(String text) {
    return " (did you mean " + text + "?)";
  }

  private static boolean isYear(int value) {
    return value >= CronField.YEAR.min() && value <= CronField.YEAR.max();
  }
}
