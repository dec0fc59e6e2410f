package io.carillon.schedule;

import java.util.ArrayList;
import java.util.List;

/** Says in English on which days of which months a cron expression fires. */
final class DayDescription {
  private final FieldItems ofMonth;
  private final FieldItems ofWeek;
  private final MonthPhrase months;

  private DayDescription(CronExpression expression) {
    ofMonth = expression.field(CronField.DAY_OF_MONTH);
    ofWeek = expression.field(CronField.DAY_OF_WEEK);
    months = MonthPhrase.of(expression.field(CronField.MONTH));
  }

  /** Empty if every day of every month is meant. */
  static String of(CronExpression expression) {
    DayDescription days = new DayDescription(expression);
    boolean anyOfMonth = isEvery(days.ofMonth);
    boolean anyOfWeek = isEvery(days.ofWeek);
    if (expression.eitherDay() ? anyOfMonth || anyOfWeek : anyOfMonth && anyOfWeek) {
      return days.months.areAll() ? "" : "every day" + days.months.in();
    }
    if (expression.eitherDay()) {
      return days.ofMonth() + " and also " + days.ofWeek();
    }
    if (anyOfMonth) {
      return days.ofWeek();
    }
    return anyOfWeek
        ? days.ofMonth()
        : days.ofMonth() + ", only when it falls on " + WeekdayPhrase.oneOf(days.ofWeek);
  }

  private static boolean isEvery(FieldItems field) {
    return field.values().cardinality() == field.field().whole().count();
  }

  private String ofMonth() {
    return DayOfMonthPhrase.of(ofMonth) + months.of();
  }

  private String ofWeek() {
    List<String> parts = new ArrayList<>();
    if (!ofWeek.values().isEmpty()) {
      parts.add(WeekdayPhrase.every(ofWeek) + months.in());
    }
    List<String> special = WeekdayPhrase.special(ofWeek);
    if (!special.isEmpty()) {
      parts.add("on " + English.list(special) + months.of());
    }
    return English.list(parts);
  }
}
