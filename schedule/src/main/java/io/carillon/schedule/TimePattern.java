package io.carillon.schedule;

import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * The times of day that a cron expression selects, and how they lie in each field. Its users leave
 * the sets as they are.
 */
record TimePattern(
    BitSet seconds,
    BitSet minutes,
    BitSet hours,
    ValuePattern second,
    ValuePattern minute,
    ValuePattern hour) {

  static TimePattern of(CronExpression expression) {
    BitSet seconds = expression.field(CronField.SECOND).values();
    BitSet minutes = expression.field(CronField.MINUTE).values();
    BitSet hours = expression.field(CronField.HOUR).values();
    return new TimePattern(
        seconds,
        minutes,
        hours,
        ValuePattern.of(seconds, CronField.SECOND.whole(), false),
        ValuePattern.of(minutes, CronField.MINUTE.whole(), false),
        ValuePattern.of(hours, CronField.HOUR.whole(), isEveryDay(expression)));
  }

  /** Whether a stretch of hours past midnight goes on, as the next day is one of them, too. */
  private static boolean isEveryDay(CronExpression expression) {
    return !expression.field(CronField.DAY_OF_MONTH).isRestricted()
        && !expression.field(CronField.DAY_OF_WEEK).isRestricted()
        && !expression.field(CronField.MONTH).isRestricted();
  }

  int count() {
    return seconds.cardinality() * countOfMinutes();
  }

  int countOfMinutes() {
    return minutes.cardinality() * hours.cardinality();
  }

  /** Every time in order: {@code 09:00 and 09:15}. */
  String list(Function<ClockTime, String> shown) {
    Set<String> times = new LinkedHashSet<>();
    for (int h = hours.nextSetBit(0); h >= 0; h = hours.nextSetBit(h + 1)) {
      for (int m = minutes.nextSetBit(0); m >= 0; m = minutes.nextSetBit(m + 1)) {
        for (int s = seconds.nextSetBit(0); s >= 0; s = seconds.nextSetBit(s + 1)) {
          times.add(shown.apply(new ClockTime(h, m, s)));
        }
      }
    }
    return English.list(List.copyOf(times));
  }
}
