package io.carillon.server.log;

import io.carillon.core.Clock;
import java.time.Duration;

/** Lets a bounded number of lines through in each period and counts the others. For one thread. */
final class LineRate {
  private final Clock clock;
  private final int linesMax;
  private final long periodNanos;
  private long sinceNanos;
  private int lines;
  private long unsaid;

  /**
   * @param linesMax in each period, which begins with its first line
   */
  LineRate(Clock clock, int linesMax, Duration period) {
    this.clock = clock;
    this.linesMax = linesMax;
    this.periodNanos = period.toNanos();
  }

  /** Whether the next line may be written; counts it when not. */
  boolean admits() {
    long now = clock.monotonicNanos();
    if (lines > 0 && now - sinceNanos >= periodNanos) {
      lines = 0;
    }
    if (lines == 0) {
      sinceNanos = now;
    }
    if (lines == linesMax) {
      unsaid++;
      return false;
    }
    lines++;
    return true;
  }

  /** How many were not admitted since this was last asked. */
  long takeUnsaid() {
    long count = unsaid;
    unsaid = 0;
    return count;
  }
}
