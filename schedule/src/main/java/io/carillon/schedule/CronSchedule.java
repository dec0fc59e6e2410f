package io.carillon.schedule;

/**
 * A cron expression in a zone.
 *
 * @param expression the six- or seven-field normal form
 * @param spread what {@code H} in it stands for
 */
record CronSchedule(String expression, Spread spread, CronSearch search) implements Schedule {

  /**
   * Parses a cron expression.
   *
   * @param text ASCII in upper case, with white space at will
   */
  static CronSchedule parse(String text, ScheduleContext context) {
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
    return CronDescription.of(CronParser.parse(expression, spread));
  }

  @Override
  public boolean isOneShot() {
    return false;
  }
}
