package io.carillon.schedule;

/**
 * Says in English at which times of a day a cron expression fires. Prefers clock times, then equal
 * distances from one clock time to another; what is neither is said field by field.
 */
final class TimeDescription {
  /** So many times are always listed one by one. */
  private static final int LISTED_ALWAYS_MAX = 3;

  /** So many are listed unless they lie at equal distances. */
  private static final int LISTED_MAX = 6;

  private final TimePattern times;

  private TimeDescription(TimePattern times) {
    this.times = times;
  }

  static String of(TimePattern times) {
    TimeDescription description = new TimeDescription(times);
    if (!(times.second() instanceof ValuePattern.One(int second))) {
      return description.inSeconds();
    }
    return times.minute() instanceof ValuePattern.One(int minute)
        ? description.inHours(minute, second)
        : description.inMinutes(second);
  }

  /** Whether the times go on the same way past midnight, so that no day needs to be named. */
  static boolean isAllDay(TimePattern times) {
    return switch (times.hour()) {
      case ValuePattern.All _ -> true;
      case ValuePattern.Steps steps ->
          steps.isCycle() && times.hours().cardinality() > LISTED_ALWAYS_MAX;
      case ValuePattern.One _, ValuePattern.Some _ -> false;
    };
  }

  /** One minute and second of each hour. */
  private String inHours(int minute, int second) {
    boolean isOnTheHour = minute == 0 && second == 0;
    return switch (times.hour()) {
      case ValuePattern.All _ when isOnTheHour -> "every hour";
      case ValuePattern _ when times.count() <= LISTED_ALWAYS_MAX -> listed();
      case ValuePattern.Steps steps when isOnTheHour && steps.isCycle() && steps.first() == 0 ->
          English.every(steps.step(), "hour");
      case ValuePattern.Steps steps ->
          English.every(steps.step(), "hour")
              + " from "
              + new ClockTime(steps.first(), minute, second)
              + " to "
              + new ClockTime(steps.last(), minute, second);
      case ValuePattern _ when times.count() <= LISTED_MAX -> listed();
      case ValuePattern _ -> FieldPhrase.of(times);
    };
  }

  /** One second of several minutes. */
  private String inMinutes(int second) {
    boolean isEven =
        !(times.minute() instanceof ValuePattern.Some)
            && !(times.hour() instanceof ValuePattern.Some);
    if (times.count() <= (isEven ? LISTED_ALWAYS_MAX : LISTED_MAX)) {
      return listed();
    }
    Beat beat = Beat.of(times.minute(), CronField.MINUTE);
    HourWindows windows = HourWindows.of(times.hour());
    if (beat == null || windows == null || !(beat.isCycle() || windows.isOneHour())) {
      return FieldPhrase.of(times);
    }
    boolean isEveryMinute = beat.step() == 1;
    String every =
        isEveryMinute && second != 0
            ? "at second " + second + " of every minute"
            : English.every(beat.step(), "minute");
    if (times.hour() instanceof ValuePattern.All) {
      if (beat.first() != 0 && second == 0) {
        return every + ", starting at minute " + beat.first() + " of every hour";
      }
      return isEveryMinute || second == 0 ? every : FieldPhrase.of(times);
    }
    int shown = isEveryMinute ? 0 : second;
    return every
        + windows.spans(
            hour -> new ClockTime(hour, beat.first(), shown).toString(),
            hour -> new ClockTime(hour, beat.last(), shown).toString());
  }

  /** Several seconds of a minute. */
  private String inSeconds() {
    if (times.count() <= LISTED_ALWAYS_MAX) {
      return "at " + times.list(ClockTime::toSeconds);
    }
    Beat beat = Beat.of(times.second(), CronField.SECOND);
    HourWindows windows = HourWindows.of(times.hour());
    if (beat == null || windows == null) {
      return FieldPhrase.of(times);
    }
    String every = English.every(beat.step(), "second");
    boolean isEveryMinute = times.minute() instanceof ValuePattern.All;
    if (isEveryMinute && times.hour() instanceof ValuePattern.All && beat.isCycle()) {
      return beat.first() == 0
          ? every
          : every + ", starting at second " + beat.first() + " of every minute";
    }
    boolean isOneMinute = times.minute() instanceof ValuePattern.One && windows.isOneHour();
    boolean areNeighbours =
        isEveryMinute
            || (times.minute() instanceof ValuePattern.Steps run
                && run.isRun()
                && windows.isOneHour());
    return isOneMinute || (areNeighbours && beat.isCycle())
        ? every
            + windows.spans(
                hour ->
                    new ClockTime(hour, times.minutes().nextSetBit(0), beat.first()).toSeconds(),
                hour -> new ClockTime(hour, times.minutes().length() - 1, beat.last()).toSeconds())
        : FieldPhrase.of(times);
  }

  private String listed() {
    return "at " + times.list(ClockTime::toString);
  }
}
