package io.carillon.schedule;

import static io.carillon.schedule.LocalSeconds.DAY;

/**
 * Finds the instants at which the clock of a zone shows selected local times, under the rules that
 * {@link Schedule} describes. It walks the segments of constant offset: within one, local time and
 * elapsed time are the same. Instants are seconds since 1970-01-01T00:00Z.
 *
 * @param fixedTimes whether the local times are fixed times rather than intervals
 * @param dst what becomes of fixed times in a gap
 */
record CronSearch(LocalSeconds matches, boolean fixedTimes, DstPolicy dst, ZoneTimeline timeline) {

  /** No further match before the year 2200. */
  static final long NONE = Long.MAX_VALUE;

  /** No earlier match from 1970 on. */
  static final long NONE_BEFORE = Long.MIN_VALUE;

  /** No offset from UTC is larger, in seconds. */
  private static final int OFFSET_MAX = 18 * 3600;

  /**
   * A search that has run this long meets no local time again that it has passed: no overlap goes
   * back further. So it may leave out instants whose local time cannot have reached the next match.
   */
  private static final int REPEAT_MAX = 2 * OFFSET_MAX;

  /** The first match at or after a second from 0 to {@link ZoneTimeline#END_SECOND}, or NONE. */
  long next(long from) {
    long second = from;
    while (true) {
      int segment = timeline.segmentAt(second);
      if (second == timeline.start(segment) && isMovedTo(segment)) {
        return second;
      }
      int offset = timeline.offset(segment);
      long match = matches.next(Math.max(second + offset, firstOf(segment)));
      if (match == LocalSeconds.NONE) {
        return NONE;
      }
      long end = timeline.end(segment);
      if (match - offset < end) {
        return match - offset;
      }
      second = end - second < REPEAT_MAX ? end : Math.max(end, match - OFFSET_MAX);
    }
  }

  /** The last match at or before a second up to {@link ZoneTimeline#END_SECOND}, or NONE_BEFORE. */
  long previous(long until) {
    long second = until;
    while (second >= 0) {
      int segment = timeline.segmentAt(second);
      int offset = timeline.offset(segment);
      long start = timeline.start(segment);
      long match = matches.previous(second + offset);
      boolean isAny = match != LocalSeconds.NONE_BEFORE;
      if (isAny && match >= firstOf(segment) && match - offset >= start) {
        return match - offset < 0 ? NONE_BEFORE : match - offset;
      }
      if (start >= 0 && isMovedTo(segment)) {
        return start;
      }
      if (!isAny) {
        return NONE_BEFORE;
      }
      long before = start - 1;
      second = second - start < REPEAT_MAX ? before : Math.min(before, match + OFFSET_MAX);
    }
    return NONE_BEFORE;
  }

  /** How many matches lie in [from, to), two seconds from 0 to {@link ZoneTimeline#END_SECOND}. */
  long count(long from, long to) {
    long count = 0;
    long second = from;
    while (second < to) {
      int segment = timeline.segmentAt(second);
      int offset = timeline.offset(segment);
      long end = Math.min(timeline.end(segment), to);
      count += matches.count(Math.max(second + offset, firstOf(segment)), end + offset);
      count += isMovedOccurrence(second) ? 1 : 0;
      second = end;
    }
    return count;
  }

  /** Whether a second is a match only for local times that the gap before it leaves out. */
  boolean isMovedOccurrence(long second) {
    int segment = timeline.segmentAt(second);
    return second == timeline.start(segment)
        && isMovedTo(segment)
        && !matches.contains(second + timeline.offset(segment));
  }

  /** The first local second of a segment that counts: fixed times fire on the first pass only. */
  private long firstOf(int segment) {
    return fixedTimes ? timeline.shownUntil(segment) : Long.MIN_VALUE;
  }

  /**
   * Whether the start of a segment stands for a matching local time that the gap before it leaves
   * out, on a day that is not wholly left out.
   */
  private boolean isMovedTo(int segment) {
    if (!fixedTimes || dst == DstPolicy.SKIP) {
      return false;
    }
    long from = timeline.shownUntil(segment);
    long to = timeline.start(segment) + timeline.offset(segment);
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
