package io.carillon.schedule;

import java.util.BitSet;

/** Says times of day in English field by field, for what lies too unevenly for clock times. */
final class FieldPhrase {
  /** So many values or times are listed one by one. */
  private static final int LISTED_MAX = 6;

  private FieldPhrase() {}

  /** {@code at second 31 of minutes 5 and 7 of every hour}. */
  static String of(TimePattern times) {
    String seconds = seconds(times);
    String minutes = minutes(times);
    boolean isEvery = minutes.startsWith("every minute") || minutes.startsWith("hours");
    return seconds + (seconds.isEmpty() && !isEvery ? "at " : "") + minutes;
  }

  /** Nothing for second 0. */
  private static String seconds(TimePattern times) {
    return switch (times.second()) {
      case ValuePattern.All _ -> "every second of ";
      case ValuePattern.One(int second) when second == 0 -> "";
      case ValuePattern.Steps steps when steps.isCycle() && steps.first() == 0 ->
          English.every(steps.step(), "second") + " of ";
      case ValuePattern _ -> "at " + values(times.second(), times.seconds(), "second") + " of ";
    };
  }

  private static String minutes(TimePattern times) {
    HourWindows windows = HourWindows.of(times.hour());
    boolean isEverySecond = times.second() instanceof ValuePattern.All;
    if (times.minute() instanceof ValuePattern.All) {
      if (windows != null) {
        return "every minute" + windows.spansOfHours();
      }
      return (isEverySecond ? "" : "every minute of ") + hours(times.hour(), times.hours());
    }
    if (times.minute() instanceof ValuePattern.Steps run
        && run.isRun()
        && windows != null
        && windows.isOneHour()) {
      return "every minute"
          + windows.spans(
              hour -> new ClockTime(hour, run.first(), 0).toMinutes(),
              hour -> new ClockTime(hour, run.last(), 0).toMinutes());
    }
    return times.countOfMinutes() <= LISTED_MAX
        ? times.list(ClockTime::toMinutes)
        : values(times.minute(), times.minutes(), "minute")
            + " of "
            + hours(times.hour(), times.hours());
  }

  /** {@code minute 5}, {@code minutes 5 to 9}, {@code every 2nd minute from 10 to 50}. */
  private static String values(ValuePattern pattern, BitSet values, String unit) {
    return switch (pattern) {
      case ValuePattern.All _ -> "every " + unit;
      case ValuePattern.One(int value) -> unit + " " + value;
      case ValuePattern.Steps run when run.isRun() ->
          unit + "s " + run.first() + " to " + run.last();
      case ValuePattern.Steps steps when values.cardinality() > LISTED_MAX ->
          "every "
              + English.ordinal(steps.step())
              + (" " + unit)
              + (" from " + steps.first() + " to " + steps.last());
      case ValuePattern _ ->
          unit + "s " + English.list(new ValuePattern.Some(values).parts(String::valueOf));
    };
  }

  /** {@code every hour from 09:00 to 17:59}, {@code hours 3, 7 and 11}. */
  private static String hours(ValuePattern pattern, BitSet hours) {
    return switch (pattern) {
      case ValuePattern.All _ -> "every hour";
      case ValuePattern.One(int hour) -> "the hour" + span(hour, hour);
      case ValuePattern.Steps run when run.isRun() -> "every hour" + span(run.first(), run.last());
      case ValuePattern.Steps steps when hours.cardinality() > LISTED_MAX ->
          "every " + English.ordinal(steps.step()) + " hour" + span(steps.first(), steps.last());
      case ValuePattern _ ->
          "hours " + English.list(new ValuePattern.Some(hours).parts(String::valueOf));
    };
  }

  private static String span(int first, int last) {
    return " from "
        + new ClockTime(first, 0, 0).toMinutes()
        + " to "
        + new ClockTime(last, 59, 0).toMinutes();
  }
}
