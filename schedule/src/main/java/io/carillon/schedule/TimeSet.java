package io.carillon.schedule;

/**
 * The times of day that a cron expression selects. Bit {@code n} stands for the value {@code n}; no
 * set is empty.
 */
record TimeSet(long seconds, long minutes, int hours) {
  /** No match on this side of the day. */
  static final int NONE = -1;

  TimeSet {
    if (seconds == 0 || minutes == 0 || hours == 0) {
      throw new IllegalArgumentException("a set is empty");
    }
  }

  /** The first match, as a second of the day. */
  int first() {
    return Integer.numberOfTrailingZeros(hours) * 3600 + firstWithinHour();
  }

  /** The last match, as a second of the day. */
  int last() {
    return lastBit(hours) * 3600 + lastWithinHour();
  }

  /** How many matches a day has. */
  int count() {
    return Integer.bitCount(hours) * countWithinHour();
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
      long left = minutes & (-2L << minute);
      if (left != 0) {
        return hour * 3600 + Long.numberOfTrailingZeros(left) * 60 + firstSecond();
      }
    }
    int left = hours & (-2 << hour);
    return left == 0 ? NONE : Integer.numberOfTrailingZeros(left) * 3600 + firstWithinHour();
  }

  /** The last match at or before a second of the day, or {@link #NONE}. */
  int previous(int secondOfDay) {
    int hour = secondOfDay / 3600;
    int minute = secondOfDay / 60 % 60;
    if (((hours >>> hour) & 1) != 0) {
      if (((minutes >>> minute) & 1) != 0) {
        long left = seconds & ~(-2L << (secondOfDay % 60));
        if (left != 0) {
          return hour * 3600 + minute * 60 + lastBit(left);
        }
      }
      long left = minutes & ~(-1L << minute);
      if (left != 0) {
        return hour * 3600 + lastBit(left) * 60 + lastBit(seconds);
      }
    }
    int left = hours & ~(-1 << hour);
    return left == 0 ? NONE : lastBit(left) * 3600 + lastWithinHour();
  }

  /** How many matches lie before a second of the day. */
  int countBefore(int secondOfDay) {
    int hour = secondOfDay / 3600;
    int minute = secondOfDay / 60 % 60;
    int count = Integer.bitCount(hours & ~(-1 << hour)) * countWithinHour();
    if (((hours >>> hour) & 1) != 0) {
      count += Long.bitCount(minutes & ~(-1L << minute)) * Long.bitCount(seconds);
      if (((minutes >>> minute) & 1) != 0) {
        count += Long.bitCount(seconds & ~(-1L << (secondOfDay % 60)));
      }
    }
    return count;
  }

  private int firstWithinHour() {
    return Long.numberOfTrailingZeros(minutes) * 60 + firstSecond();
  }

  private int firstSecond() {
    return Long.numberOfTrailingZeros(seconds);
  }

  private int lastWithinHour() {
    return lastBit(minutes) * 60 + lastBit(seconds);
  }

  private int countWithinHour() {
    return Long.bitCount(minutes) * Long.bitCount(seconds);
  }

  private static int lastBit(long bits) {
    return Long.SIZE - 1 - Long.numberOfLeadingZeros(bits);
  }
}
