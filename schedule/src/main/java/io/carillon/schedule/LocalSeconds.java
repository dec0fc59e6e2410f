package io.carillon.schedule;

/**
 * The local date-times that a cron expression selects, as seconds from 1970-01-01T00:00 on the
 * local clock, whatever the zone.
 */
record LocalSeconds(DaySet days, TimeSet times) {
  /** Seconds in a local day without a change of the clock. */
  static final int DAY = 86_400;

  /** No further match before the year 2200. */
  static final long NONE = Long.MAX_VALUE;

  /** No earlier match from 1969 on. */
  static final long NONE_BEFORE = Long.MIN_VALUE;

  boolean contains(long local) {
    return next(local) == local;
  }

  /** The first match at or after a local second of 1969 to 2200, or {@link #NONE}. */
  long next(long local) {
    long today = Math.floorDiv(local, DAY);
    long day = days.next(today);
    if (day == today) {
      int time = times.next((int) (local - today * DAY));
      if (time != TimeSet.NONE) {
        return today * DAY + time;
      }
      day = days.next(today + 1);
    }
    return day == DaySet.NONE ? NONE : day * DAY + times.first();
  }

  /** The last match at or before a local second of 1969 to 2200, or {@link #NONE_BEFORE}. */
  long previous(long local) {
    long today = Math.floorDiv(local, DAY);
    long day = days.previous(today);
    if (day == today) {
      int time = times.previous((int) (local - today * DAY));
      if (time != TimeSet.NONE) {
        return today * DAY + time;
      }
      day = days.previous(today - 1);
    }
    return day == DaySet.NONE_BEFORE ? NONE_BEFORE : day * DAY + times.last();
  }

  /** How many matches lie in [from, to), two local seconds of 1969 to 2200. */
  long count(long from, long to) {
    if (from >= to) {
      return 0;
    }
    long fromDay = Math.floorDiv(from, DAY);
    long toDay = Math.floorDiv(to, DAY);
    return days.count(fromDay, toDay) * times.count()
        - countOnDayBefore(fromDay, from)
        + countOnDayBefore(toDay, to);
  }

  private int countOnDayBefore(long day, long local) {
    return days.contains(day) ? times.countBefore((int) (local - day * DAY)) : 0;
  }
}
