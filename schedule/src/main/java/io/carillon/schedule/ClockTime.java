package io.carillon.schedule;

/** A time of day as it is shown. */
record ClockTime(int hour, int minute, int second) {

  /** {@code 09:05}. */
  String toMinutes() {
    return twoDigits(hour) + ":" + twoDigits(minute);
  }

  /** {@code 09:05:07}. */
  String toSeconds() {
    return toMinutes() + ":" + twoDigits(second);
  }

  /** {@code 09:05}, and {@code 09:05:07} when the second is not zero. */
  @Override
  public String toString() {
    return second == 0 ? toMinutes() : toSeconds();
  }

  private static String twoDigits(int number) {
    return number < 10 ? "0" + number : Integer.toString(number);
  }
}
