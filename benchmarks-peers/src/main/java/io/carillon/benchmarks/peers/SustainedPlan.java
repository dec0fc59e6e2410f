package io.carillon.benchmarks.peers;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Jobs that are due every second for a while, and the part of that while that is measured.
 *
 * @param warmSeconds due before the window
 * @param windowSeconds the part that is measured
 */
record SustainedPlan(int jobs, int leadSeconds, int warmSeconds, int windowSeconds) {
  /** Due after the window, so that its last second is like the others. */
  private static final int TAIL_SECONDS = 1;

  SustainedPlan {
    if (jobs < 1 || leadSeconds < 0 || warmSeconds < 0 || windowSeconds < 1) {
      throw new IllegalArgumentException("jobs and windowSeconds from 1, the others from 0");
    }
  }

  /** The window is from {@code from} on, before {@code to}; the jobs are due a little longer. */
  record Times(Instant startAt, Instant from, Instant to, Instant endAt) {}

  Times startingFrom(Instant now) {
    Instant startAt = now.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1L + leadSeconds);
    Instant from = startAt.plusSeconds(warmSeconds);
    Instant to = from.plusSeconds(windowSeconds);
    return new Times(startAt, from, to, to.plusSeconds(TAIL_SECONDS));
  }

  /**
   * True when the 99th percentile of drift will not stay below {@code driftMax}, whatever comes.
   *
   * @param overdue calls of the window that are later than {@code driftMax} already
   */
  boolean lost(long overdue) {
    return overdue * 100 > (long) jobs * windowSeconds;
  }

  /** The first second that is not yet due for {@code driftMax}, at most the end of the window. */
  static Instant overdueBefore(Instant now, Duration driftMax, Times times) {
    Instant second = now.minus(driftMax).truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
    return second.isBefore(times.to()) ? second : times.to();
  }
}
