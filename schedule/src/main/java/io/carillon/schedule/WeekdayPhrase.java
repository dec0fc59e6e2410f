package io.carillon.schedule;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The entries of a day-of-week field in English. */
final class WeekdayPhrase {
  private WeekdayPhrase() {}

  /** The plain days: {@code Monday to Friday}, {@code every Monday and Thursday}. */
  static String every(FieldItems field) {
    String run = run(field.values());
    return run != null ? run : "every " + English.list(names(field.values(), ""));
  }

  /** The days that depend on the month, as {@code the last Friday}. */
  static List<String> special(FieldItems field) {
    List<String> days = new ArrayList<>();
    for (Item item : field.items()) {
      if (item instanceof Item.NthDayOfWeek day) {
        days.add("the " + English.nth(day.nth()) + " " + English.dayOfWeek(day.dayOfWeek()));
      } else if (item instanceof Item.LastDayOfWeek day) {
        days.add("the last " + English.dayOfWeek(day.dayOfWeek()));
      }
    }
    return days.stream().distinct().toList();
  }

  /** All of them as alternatives: {@code a Monday or the last Friday of the month}. */
  static String oneOf(FieldItems field) {
    List<String> days = new ArrayList<>();
    String run = run(field.values());
    if (run != null) {
      days.add(run);
    } else {
      days.addAll(names(field.values(), "a "));
    }
    List<String> special = special(field);
    if (!special.isEmpty()) {
      days.add(English.list(special, "or") + " of the month");
    }
    return English.list(days, "or");
  }

  private static @Nullable String run(BitSet days) {
    return !days.isEmpty()
            && ValuePattern.of(days, CronField.DAY_OF_WEEK.whole(), true)
                instanceof ValuePattern.Steps steps
            && steps.isRun()
        ? English.dayOfWeek(steps.first()) + " to " + English.dayOfWeek(steps.last())
        : null;
  }

  /** From Monday to Sunday. */
  private static List<String> names(BitSet days, String article) {
    return IntStream.rangeClosed(1, 7)
        .map(day -> day % 7)
        .filter(days::get)
        .mapToObj(day -> article + English.dayOfWeek(day))
        .toList();
  }
}
