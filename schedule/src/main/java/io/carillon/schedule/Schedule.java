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
 * Six fields, {@code second minute hour day-of-month month day-of-week}; five without the second,
 * which is then 0; seven with a year, 1970 to 2199, behind them. A field is {@code *}, a value, a
 * range {@code a-b}, any of these with a step {@code /n} behind it ({@code a/n} runs from {@code a}
 * to the greatest value), or a list of these; {@code ?} is {@code *} in the day fields. Months and
 * days of the week have names in any case; Monday is 1, and 0 and 7 are Sunday. A range whose end
 * is below its start wraps around ({@code FRI-MON}, {@code 22-2}), except in the year.
 *
 * <p>Day-of-month also has {@code L}, the last day of the month; {@code L-n}, the day {@code n}
 * days before it; {@code nW}, of the Mondays to Fridays of the month the one nearest to day {@code
 * n}; and {@code LW}, the last of them. Day-of-week has {@code n#k}, the first to fifth such day of
 * the month, and {@code nL} or {@code n#L}, the last one. All may be entries of a list. Months
 * without such a day are passed over: {@code 31W} does not fire in April.
 *
 * <p>A day field is restricted unless {@code *} or {@code ?} is in it without a step above 1; when
 * both are, a day that matches either one matches, as in Vixie cron. A {@code +} in front of
 * day-of-week asks for days that match both.
 *
 * <p>{@code H} stands for one value of its field, which {@link ScheduleContext#seed()} decides; so
 * jobs of the same expression are spread. {@code H(a-b)} stands for one of a range; {@code H/n} and
 * {@code H(a-b)/n} are every {@code n}-th value from one of the first {@code n} on. In day-of-month
 * {@code H} is 1 to 28 unless it names a range; in the year it must name a range or a step.
 *
 * <h2>Daylight saving</h2>
 *
 * An expression is <em>by interval</em> when a {@code *}, range or step in its second, minute or
 * hour selects more than one value ({@code 0 30 * * * *}, {@code 0 0 9-17 * * *}); otherwise it
 * names <em>fixed times</em> ({@code 0 30 2 * * *}, {@code 0 0,30 2,3 * * *}).
 *
 * <ul>
 *   <li>By interval: every instant whose local time matches, so both passes of an overlap and
 *       nothing for the local times that a gap leaves out.
 *   <li>Fixed times: each matching local time once, in an overlap on its first pass. In a gap,
 *       under {@link DstPolicy#RUN_ONCE}, at the jump, where several such times make one
 *       occurrence; a local day that a gap leaves out altogether has none. Under {@link
 *       DstPolicy#SKIP} not at all.
 * </ul>
 *
 * The day fields are matched against the local date that the time names, also when the jump that
 * stands in for it is on the next date.
 */
public sealed interface Schedule permits CronSchedule, IntervalSchedule, InstantSchedule {

  /** What {@link #nextAfter(long)} answers when no occurrence is left. */
  long NEVER = Long.MAX_VALUE;

  /** What {@link #previousBefore(long)} answers when no occurrence lies before. */
  long NONE_BEFORE = Long.MIN_VALUE;

  /**
   * Parses a cron expression of 5 to 7 fields, a nickname ({@code @daily}), {@code @every} with a
   * duration (ISO-8601 or Go style, 1 s to 366 days in whole milliseconds) or {@code @at} with an
   * ISO-8601 date-time that has an offset. At most 512 characters of ASCII; letters in any case.
   *
   * <p>Whether an expression is refused depends on its text and the anchor of {@code @every} alone.
   * So one that is accepted may have no occurrence in its zone or by its seed: fixed times that all
   * lie in gaps, under {@link DstPolicy#SKIP}, or {@code H(29-31)} in February.
   *
   * @throws InvalidScheduleException if the expression is wrong, or never fires before the year
   *     2200
   */
  static Schedule parse(String expression, ScheduleContext context) {
    return ScheduleParser.parse(expression, context);
  }

  /**
   * Parses an expression as {@link #parse(String, ScheduleContext)} does, under {@link
   * DstPolicy#RUN_ONCE}. Every {@code H} of the same field is the same value: there is no seed.
   */
  static Schedule parse(String expression, ZoneId zone, Instant anchor) {
    return parse(expression, ScheduleContext.in(zone).anchoredAt(anchor));
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
   * The last occurrence strictly before an instant, or {@link #NONE_BEFORE}. Allocates nothing; the
   * cost is bounded for every expression and input.
   *
   * @param epochMs milliseconds since 1970-01-01T00:00Z, any value
   * @return milliseconds since 1970-01-01T00:00Z
   */
  long previousBefore(long epochMs);

  /** The last occurrence strictly before an instant, or empty if there is none. */
  default Optional<Instant> previousBefore(Instant before) {
    long previous = previousBefore(EpochMs.ceiling(before));
    return previous == NONE_BEFORE ? Optional.empty() : Optional.of(Instant.ofEpochMilli(previous));
  }

  /**
   * How many occurrences lie in [from, to). Exact, and does not visit them: the cost is one step
   * for each month and each change of the clock in between. None if from is not before to.
   *
   * @param fromMs milliseconds since 1970-01-01T00:00Z, any value
   * @param toMs milliseconds since 1970-01-01T00:00Z, any value
   */
  long count(long fromMs, long toMs);

  /**
   * The normal form, which parses to an equal schedule in the same context. Cron and nicknames: six
   * fields, or seven if a year was given, with single spaces and names in upper case; {@code H}
   * stays {@code H}. {@code @every}: in the largest of h, m, s and ms that needs no second unit
   * ({@code @every 90s}). {@code @at}: with seconds, and milliseconds if not zero.
   */
  String expression();

  /**
   * What the expression means in English, as {@code at second 31 of every minute from 01:10 to
   * 01:15, Monday to Friday}. Times are local; an {@code H} reads as the value that it stands for;
   * a weekday is a Monday to Friday.
   */
  String describe();

  /** True for {@code @at}: there is at most one occurrence. */
  boolean isOneShot();
}
