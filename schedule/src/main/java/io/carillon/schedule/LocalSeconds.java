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
}
