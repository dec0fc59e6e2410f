package io.carillon.schedule;

/**
 * The times of day that a cron expression selects. Bit {@code n} stands for the value {@code n}; no
 * set is empty.
 */
record TimeSet(long seconds, long minutes, int hours) {
  /** No further match on this day. */
  static final int NONE = -1;

  /** The first match, as a second of the day. */
  int first() {
    return Integer.numberOfTrailingZeros(hours) * 3600 + firstWithinHour();
  }

  /** The first match at or after a second of the day, or {@link #NONE}. */
  int next(int secondOfDay) {
    int hour = secondOfDay / 3600;
    int minute = secondOfDay / 60 % 60;
    if (((hours >>> hour) & 1) != 0) {
      if (((minutes >>> minute) & 1) != 0) {
        long left = seconds & (-1L << (secondOfDay % 60));
        if (left != 0) {
          return hour * 3600 + minute * 60 + Long.numberOfTrailingZeros(left);
        }
      }
      long left = minutes & (-1L << (minute + 1));
      if (left != 0) {
        return hour * 3600 + Long.numberOfTrailingZeros(left) * 60 + firstSecond();
      }
    }
    int left = hours & (-1 << (hour + 1));
    return left == 0 ? NONE : Integer.numberOfTrailingZeros(left) * 3600 + firstWithinHour();
  }

  private int firstWithinHour() {
    return Long.numberOfTrailingZeros(minutes) * 60 + firstSecond();
  }

  private int firstSecond() {
    return Long.numberOfTrailingZeros(seconds);
  }
}
