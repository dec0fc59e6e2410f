package io.carillon.schedule;

import java.time.Duration;

/**
 * {@code @every}: the anchor plus one interval, plus two, and so on, by elapsed time.
 *
 * @param anchorMs milliseconds since 1970-01-01T00:00Z, before 2200
 * @param intervalMs {@link #INTERVAL_MIN_MS} to {@link #INTERVAL_MAX_MS}
 */
record IntervalSchedule(long anchorMs, long intervalMs) implements Schedule {
  static final long INTERVAL_MIN_MS = 1_000;
  static final long INTERVAL_MAX_MS = Duration.ofDays(366).toMillis();

  IntervalSchedule {
    if (anchorMs < 0 || anchorMs >= EpochMs.END) {
      throw new IllegalArgumentException("anchorMs " + anchorMs);
    }
    if (intervalMs < INTERVAL_MIN_MS || intervalMs > INTERVAL_MAX_MS) {
      throw new IllegalArgumentException("intervalMs " + intervalMs);
    }
  }

  @Override
  public long nextAfter(long epochMs) {
    if (epochMs >= EpochMs.END) {
      return NEVER;
    }
    long next = anchorMs + (passed(epochMs) + 1) * intervalMs;
    return next < EpochMs.END ? next : NEVER;
  }

  @Override
  public long previousBefore(long epochMs) {
    long passed = countBefore(epochMs);
    return passed == 0 ? NONE_BEFORE : anchorMs + passed * intervalMs;
  }

  @Override
  public long count(long fromMs, long toMs) {
    return Math.max(0, countBefore(toMs) - countBefore(fromMs));
  }

  @Override
  public String describe() {
    return IntervalDescription.of(intervalMs);
  }

  private long countBefore(long epochMs) {
    return epochMs <= anchorMs ? 0 : passed(Math.min(epochMs, EpochMs.END) - 1);
  }

  /** How many whole intervals lie between the anchor and an instant. */
  private long passed(long epochMs) {
    return epochMs < anchorMs ? 0 : (epochMs - anchorMs) / intervalMs;
  }

  @Override
  public String expression() {
    String duration;
    if (intervalMs % 3_600_000 == 0) {
      duration = intervalMs / 3_600_000 + "h";
    } else if (intervalMs % 60_000 == 0) {
      duration = intervalMs / 60_000 + "m";
    } else if (intervalMs % 1_000 == 0) {
      duration = intervalMs / 1_000 + "s";
    } else {
      duration = intervalMs + "ms";
    }
    return "@every " + duration;
  }

  @Override
  public boolean isOneShot() {
    return false;
  }
}
