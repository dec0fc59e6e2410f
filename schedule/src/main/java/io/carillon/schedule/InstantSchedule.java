package io.carillon.schedule;

/**
 * {@code @at}: one instant.
 *
 * @param atMs milliseconds since 1970-01-01T00:00Z, before 2200
 * @param expression the normal form, which keeps the offset as it was given
 */
record InstantSchedule(long atMs, String expression) implements Schedule {

  @Override
  public long nextAfter(long epochMs) {
    return epochMs < atMs ? atMs : NEVER;
  }

  @Override
  public long previousBefore(long epochMs) {
    return epochMs > atMs ? atMs : NONE_BEFORE;
  }

  @Override
  public long count(long fromMs, long toMs) {
    return fromMs <= atMs && atMs < toMs ? 1 : 0;
  }

  @Override
  public String describe() {
    return InstantDescription.of(AtParser.dateTime(expression));
  }

  @Override
  public boolean isOneShot() {
    return true;
  }
}
