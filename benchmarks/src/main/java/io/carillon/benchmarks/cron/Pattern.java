package io.carillon.benchmarks.cron;

/** The expressions that are timed, in words that every library reads alike. */
public enum Pattern {
  EVERY_SECOND("* * * * * ?", true),
  EVERY_TEN_SECONDS("*/10 * * * * ?", true),
  EVERY_FIVE_MINUTES("0 */5 * * * ?", true),
  SOME_MINUTES_OF_WORKDAYS("31 10-15 1 ? * MON-FRI", true),
  OFFICE_HOURS("0 0 9-17 ? * MON-FRI", true),
  NIGHTLY("0 30 2 * * ?", true),
  MONTHLY("0 0 0 1 * ?", true),
  LAST_DAY("0 0 18 L * ?", true),
  NEAREST_WEEKDAY("0 0 9 15W * ?", true),
  FIRST_MONDAY("0 0 9 ? * MON#1", true),
  NEW_YEARS_EVE("59 59 23 31 12 ?", false),
  LEAP_DAY("0 0 0 29 2 ?", false),
  FIFTH_FRIDAY_OF_FEBRUARY("0 0 0 ? 2 FRI#5", false);

  private final String expression;
  private final boolean common;

  Pattern(String expression, boolean common) {
    this.expression = expression;
    this.common = common;
  }

  public String expression() {
    return expression;
  }

  /** Whether people write it every day; the others are chosen because they are dear to search. */
  public boolean isCommon() {
    return common;
  }
}
