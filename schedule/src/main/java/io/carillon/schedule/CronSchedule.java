package io.carillon.schedule;

import static io.carillon.schedule.LocalSeconds.DAY;

/**
 * A cron expression in a zone, under the RUN_ONCE rule that {@link Schedule} describes. The search
 * walks the segments of constant offset: within one, local time and elapsed time are the same.
 *
 * @param expression the six-field normal form
 * @param fixedTimes whether the expression names fixed times rather than intervals
 */
record CronSchedule(
    String expression, LocalSeconds matches, boolean fixedTimes, ZoneTimeline timeline)
    implements Schedule {

  @Override
  public long nextAfter(long epochMs) {
    if (epochMs >= ZoneTimeline.END_SECOND * 1000) {
      return NEVER;
    }
    long second = epochMs < 0 ? 0 : epochMs / 1000 + 1;
    int segment = timeline.segmentAt(second);
    while (true) {
      long local = second + timeline.offset(segment);
      if (fixedTimes) {
        long shown = timeline.shownUntil(segment);
        if (second == timeline.start(segment) && matchesInGap(shown, local)) {
          return second * 1000;
        }
        local = Math.max(local, shown);
      }
      long match = matches.next(local);
      if (match == LocalSeconds.NONE) {
        return NEVER;
      }
      long found = match - timeline.offset(segment);
      if (found < timeline.end(segment)) {
        return found * 1000;
      }
      second = timeline.end(segment);
      segment++;
    }
  }

  /** Whether an occurrence stands at a jump in place of a local time that the gap leaves out. */
  boolean isMovedByGap(long occurrenceMs) {
    long second = occurrenceMs / 1000;
    int segment = timeline.segmentAt(second);
    long local = second + timeline.offset(segment);
    return fixedTimes && second == timeline.start(segment) && matches.next(local) != local;
  }

  @Override
  public boolean isOneShot() {
    return false;
  }

  /** Whether a local time in [from, to) matches, on a day that is not wholly within. */
  private boolean matchesInGap(long from, long to) {
    long match = from < to ? matches.next(from) : LocalSeconds.NONE;
    while (match < to) {
      long day = Math.floorDiv(match, DAY);
      boolean dayExists = day * DAY < from || (day + 1) * DAY > to;
      if (dayExists) {
        return true;
      }
      match = matches.next((day + 1) * DAY);
    }
    return false;
  }
}
