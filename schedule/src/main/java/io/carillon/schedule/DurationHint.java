package io.carillon.schedule;

import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What somebody meant who wrote a duration that is none. */
final class DurationHint {
  private static final Pattern AMOUNT = Pattern.compile("([0-9]+)([A-Z]*)");

  private DurationHint() {}

  /**
   * A question in parentheses behind a space, or nothing.
   *
   * @param written in upper case
   */
  static String of(String written) {
    Matcher amount = AMOUNT.matcher(written);
    if (!amount.matches()) {
      return "";
    }
    String number = amount.group(1);
    return switch (amount.group(2)) {
      case "", "SEC", "SECS", "SECOND", "SECONDS" -> Hint.didYouMean(number + "s");
      case "MIN", "MINS", "MINUTE", "MINUTES" -> Hint.didYouMean(number + "m");
      case "HR", "HRS", "HOUR", "HOURS" -> Hint.didYouMean(number + "h");
      case "D", "DAY", "DAYS" -> Hint.didYouMean(hours(number, 24));
      case "W", "WEEK", "WEEKS" -> Hint.didYouMean(hours(number, 7 * 24));
      case "MSEC", "MILLIS", "MILLISECONDS" -> Hint.didYouMean(number + "ms");
      default -> "";
    };
  }

  private static String hours(String number, int hoursEach) {
    BigInteger hours = new BigInteger(number).multiply(BigInteger.valueOf(hoursEach));
    return hours + "h";
  }
}
