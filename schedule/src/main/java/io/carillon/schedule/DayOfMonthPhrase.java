package io.carillon.schedule;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** The entries of a day-of-month field in English. */
final class DayOfMonthPhrase {
  /** More days at equal distances than this are not listed one by one. */
  private static final int LISTED_MAX = 6;

  private DayOfMonthPhrase() {}

  /** {@code on the 1st and the last day}, without the month behind. */
  static String of(FieldItems field) {
    List<String> days = each(field);
    boolean isRun = days.equals(plain(field.values())) && isRun(field.values());
    return (isRun ? "from " : "on ") + English.list(days);
  }

  private static List<String> each(FieldItems field) {
    List<String> days = new ArrayList<>(plain(field.values()));
    boolean hasLast = false;
    for (Item item : field.items()) {
      switch (item) {
        case Item.NearestWeekday near -> days.add("the weekday nearest to " + day(near.day()));
        case Item.LastWeekday _ -> days.add("the last weekday");
        case Item.LastDay last when last.daysBefore() > 0 ->
            days.add(beforeLast(last.daysBefore()));
        case Item.LastDay _ -> hasLast = true;
        case Item.Span _, Item.NthDayOfWeek _, Item.LastDayOfWeek _ -> {}
      }
    }
    if (hasLast) {
      days.add("the last day");
    }
    return days.stream().distinct().toList();
  }

  private static String beforeLast(int days) {
    return days == 1
        ? "the day before the last day"
        : "the day " + days + " days before the last day";
  }

  private static List<String> plain(BitSet days) {
    if (days.isEmpty()) {
      return List.of();
    }
    boolean isLong = days.cardinality() > LISTED_MAX;
    return switch (ValuePattern.of(days, CronField.DAY_OF_MONTH.whole(), false)) {
      case ValuePattern.Steps steps when isLong && !steps.isRun() ->
          List.of(
              "every "
                  + English.ordinal(steps.step())
                  + " day from "
                  + day(steps.first())
                  + " to "
                  + day(steps.last()));
      case ValuePattern.Steps run when run.isRun() ->
          List.of(day(run.first()) + " to " + day(run.last()));
      case ValuePattern _ -> new ValuePattern.Some(days).parts(DayOfMonthPhrase::day);
    };
  }

  private static boolean isRun(BitSet days) {
    return ValuePattern.of(days, CronField.DAY_OF_MONTH.whole(), false)
            instanceof ValuePattern.Steps steps
        && steps.isRun();
  }

  private static String day(int day) {
    return "the " + English.ordinal(day);
  }
}
