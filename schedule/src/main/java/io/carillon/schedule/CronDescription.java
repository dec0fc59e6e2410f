package io.carillon.schedule;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says a cron expression in English: the times, then the days, then the years. */
final class CronDescription {
  private CronDescription() {}

  static String of(CronExpression expression) {
    TimePattern times = TimePattern.of(expression);
    String days = DayDescription.of(expression);
    if (days.isEmpty() && !TimeDescription.isAllDay(times)) {
      days = "every day";
    }
    String years = years(expression.field(CronField.YEAR));
    return TimeDescription.of(times) + behindComma(days) + behindComma(years);
  }

  private static String behindComma(String part) {
    return part.isEmpty() ? "" : ", " + part;
  }

  private static String years(FieldItems field) {
    int first = CronField.YEAR.min();
    int end = CronField.YEAR.max();
    return switch (ValuePattern.of(field.values(), CronField.YEAR.whole(), false)) {
      case ValuePattern.All _ -> "";
      case ValuePattern.One year -> "in " + year.value();
      case ValuePattern.Steps years when years.isRun() ->
          Stream.of(
                  years.first() == first ? "" : "from " + years.first(),
                  years.last() == end
                      ? ""
                      : (years.first() == first ? "until " : "to ") + years.last())
              .filter(part -> !part.isEmpty())
              .collect(Collectors.joining(" "));
      case ValuePattern.Steps years ->
          "every "
              + English.ordinal(years.step())
              + " year from "
              + years.first()
              + (years.last() + years.step() > end ? "" : " to " + years.last());
      case ValuePattern.Some years -> "in " + English.list(years.parts(String::valueOf));
    };
  }
}
