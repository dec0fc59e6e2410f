package io.carillon.schedule;

import java.util.Locale;

/** A time of day as it is shown. */
record ClockTime(int hour, int minute, int second) {

  /** {@code 09:05}. */
  String toMinutes() {
    return String.format(Locale.ROOT, "%02d:%02d", hour, minute);
  }

  /** {@code 09:05:07}. */
  String toSeconds() {
    return String.format(Locale.ROOT, "%02d:%02d:%02d", hour, minute, second);
  }

  /** {@code 09:05}, and {@code 09:05:07} when the second is not zero. */
  @Override
  public String toString() {
    return second == 0 ? toMinutes() : toSeconds();
  }
}
