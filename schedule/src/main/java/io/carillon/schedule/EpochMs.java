package io.carillon.schedule;

import java.time.Instant;

/** Milliseconds since 1970-01-01T00:00Z, and the span in which occurrences lie. */
final class EpochMs {
  /** 2200-01-01T00:00Z. No interval or instant at or after it is an occurrence. */
  static final long END = Instant.parse("2200-01-01T00:00:00Z").toEpochMilli();

  private static final Instant MIN = Instant.ofEpochMilli(Long.MIN_VALUE);
  private static final Instant MAX = Instant.ofEpochMilli(Long.MAX_VALUE);

  private EpochMs() {}

  /** Rounds down to a millisecond; instants beyond the range of a long become its nearest end. */
  static long of(Instant instant) {
    if (instant.isBefore(MIN)) {
      return Long.MIN_VALUE;
    }
    return instant.isAfter(MAX) ? Long.MAX_VALUE : instant.toEpochMilli();
  }

  /** Rounds up to a millisecond; instants beyond the range of a long become its nearest end. */
  static long ceiling(Instant instant) {
    return instant.isAfter(MAX) ? Long.MAX_VALUE : of(instant.plusNanos(999_999));
  }
}
