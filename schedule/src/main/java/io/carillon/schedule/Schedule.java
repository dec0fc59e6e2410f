package io.carillon.schedule;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * A rule that says when a job fires. Immutable and thread-safe.
 *
 * <p>An occurrence is an instant in whole milliseconds since 1970-01-01T00:00Z, and lies in the
 * years 1970 to 2199; cron occurrences are whole seconds.
 *
 * <h2>Cron</h2>
 *
 * Six fields, {@code second minute hour day-of-month month day-of-week}, or five without the
 * second, which is then 0. A field is {@code *}, a value, a range {@code a-b}, any of these with a
 * step {@code /n} behind it ({@code a/n} runs from {@code a} to the greatest value), or a list of
 * these; {@code ?} is {@code *} in the day fields. Months and days of the week have names in any
 * case, 0 and 7 are Sunday. A range whose end is below its start wraps around ({@code FRI-MON},
 * {@code 22-2}). A day field is restricted unless {@code *} or {@code ?} is in it without a step
 * above 1; when both are, a day that matches either one matches, as in Vixie cron.
 *
 * <h2>Daylight saving (RUN_ONCE)</h2>
 *
 * An expression is <em>by interval</em> when a {@code *}, range or step in its second, minute or
 * hour selects more than one value ({@code 0 30 * * * *}, {@code 0 0 9-17 * * *}); otherwise it
 * names <em>fixed times</em> ({@code 0 30 2 * * *}, {@code 0 0,30 2,3 * * *}).
 *
 * <ul>
 *   <li>By interval: every instant whose local time matches, so both passes of an overlap and
 *       nothing for the local times that a gap leaves out.
 *   <li>Fixed times: each matching local time once. In an overlap on its first pass; in a gap at
 *       the jump, where several such times make one occurrence. A local day that a gap leaves out
 *       altogether has none.
 * </ul>
 *
 * The day fields are matched against the local date that the time names, also when the jump that
 * stands in for it is on the next date.
 */
public sealed interface Schedule permits CronSchedule, IntervalSchedule, InstantSchedule {

  /** What {@link #nextAfter(long)} answers when no occurrence is left. */
  long NEVER = Long.MAX_VALUE;

  /**
   * Parses a cron expression of 5 or 6 fields, a nickname ({@code @daily}), {@code @every} with a
   * duration (ISO-8601 or Go style, 1 s to 366 days in whole milliseconds) or {@code @at} with an
   * ISO-8601 date-time that has an offset. At most 512 characters of ASCII; letters in any case.
   *
   * @param zone the zone whose local time a cron expression is matched against; not used otherwise
   * @param anchor where {@code @every} starts to count, in the years 1970 to 2199: the first
   *     occurrence is one interval after it, never the anchor itself; cut to milliseconds; not used
   *     otherwise
   * @throws InvalidScheduleException if the expression is wrong, or never fires before the year
   *     2200
   */
  static Schedule parse(String expression, ZoneId zone, Instant anchor) {
    return ScheduleParser.parse(expression, zone, anchor);
  }

  /**
   * The first occurrence strictly after an instant, or {@link #NEVER}. Allocates nothing; the cost
   * is bounded for every expression and input.
   *
   * @param epochMs milliseconds since 1970-01-01T00:00Z, any value
   * @return milliseconds since 1970-01-01T00:00Z
   */
  long nextAfter(long epochMs);

  /** The first occurrence strictly after an instant, or empty if none is left. */
  default Optional<Instant> nextAfter(Instant after) {
    long next = nextAfter(EpochMs.of(after));
    return next == NEVER ? Optional.empty() : Optional.of(Instant.ofEpochMilli(next));
  }

  /**
   * The normal form, which parses to an equal schedule. Cron and nicknames: six fields with single
   * spaces and names in upper case. {@code @every}: in the largest of h, m, s and ms that needs no
   * second unit ({@code @every 90s}). {@code @at}: with seconds, and milliseconds if not zero.
   */
  String expression();

  /** True for {@code @at}: there is at most one occurrence. */
  boolean isOneShot();
}
