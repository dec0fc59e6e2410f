package io.carillon.schedule;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A cron expression in a zone. */
final class CronSchedule implements Schedule {
  static final CronCache CACHE = new CronCache();

  private final String expression;
  private final Spread spread;
  private final CronSearch search;

  /** Worked out when it is asked for; threads that do so at once come to the same. */
  private @Nullable String description;

  /**
   * @param expression the six- or seven-field normal form
   * @param spread what {@code H} in it stands for
   */
  private CronSchedule(String expression, Spread spread, CronSearch search) {
    this.expression = expression;
    this.spread = spread;
    this.search = search;
  }

  /**
   * Parses a cron expression.
   *
   * @param text ASCII in upper case, with white space at will
   */
  static CronSchedule parse(String text, ScheduleContext context) {
    // Jobs with an H have one each; that of a Thursday is not told from it.
    return text.indexOf('H') >= 0
        ? compile(text, context)
        : CACHE.get(text, context, () -> compile(text, context.seededBy("")));
  }

  private static CronSchedule compile(String text, ScheduleContext context) {
    Spread spread = Spread.of(context.seed());
    CronExpression expression = CronParser.parse(text, spread);
    LocalSeconds matches = expression.matches();
    if (matches.next(0) == LocalSeconds.NONE) {
      NeverFires.check(text);
    }
    CronSearch search =
        new CronSearch(
            matches, expression.isFixedTimes(), context.dst(), ZoneTimeline.of(context.zone()));
    return new CronSchedule(expression.text(), spread, search);
  }

  CronSearch search() {
    return search;
  }

  @Override
  public String expression() {
    return expression;
  }

  @Override
  public long nextAfter(long epochMs) {
    if (epochMs >= ZoneTimeline.END_SECOND * 1000) {
      return NEVER;
    }
    long found = search.next(epochMs < 0 ? 0 : epochMs / 1000 + 1);
    return found == CronSearch.NONE ? NEVER : found * 1000;
  }

  @Override
  public long previousBefore(long epochMs) {
    if (epochMs <= 0) {
      return NONE_BEFORE;
    }
    long found = search.previous(Math.min((epochMs - 1) / 1000, ZoneTimeline.END_SECOND));
    return found == CronSearch.NONE_BEFORE ? NONE_BEFORE : found * 1000;
  }

  @Override
  public long count(long fromMs, long toMs) {
    return search.count(secondFrom(fromMs), secondFrom(toMs));
  }

  /** The first whole second at or after an instant, within the range of the search. */
  private static long secondFrom(long epochMs) {
    return Math.clamp(Math.ceilDiv(epochMs, 1000), 0, ZoneTimeline.END_SECOND);
  }

  /** Whether an occurrence stands at a jump in place of a local time that the gap leaves out. */
  boolean isMovedByGap(long occurrenceMs) {
    return search.isMovedOccurrence(occurrenceMs / 1000);
  }

  @Override
  public String describe() {
    String known = description;
    if (known == null) {
      known = CronDescription.of(CronParser.parse(expression, spread));
      description = known;
    }
    return known;
  }

  @Override
  public boolean isOneShot() {
    return false;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CronSchedule that
        && expression.equals(that.expression)
        && spread.equals(that.spread)
        && search.equals(that.search);
  }

  @Override
  public int hashCode() {
    return Objects.hash(expression, spread, search);
  }

  @Override
  public String toString() {
    return expression;
  }
}
