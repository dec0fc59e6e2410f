package io.carillon.schedule;

import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Says {@code @at} in English. */
final class InstantDescription {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu", Locale.ENGLISH);

  private InstantDescription() {}

  /** {@code once, at 09:00 on Friday, 1 January 2027, UTC+01:00}. */
  static String of(OffsetDateTime at) {
    int ms = at.getNano() / 1_000_000;
    String time =
        ms == 0
            ? new ClockTime(at.getHour(), at.getMinute(), at.getSecond()).toString()
            : at.toLocalTime().toString();
    String offset = at.getOffset().getTotalSeconds() == 0 ? "" : at.getOffset().getId();
    return "once, at " + time + " on " + DATE.format(at) + ", UTC" + offset;
  }
}
