package io.carillon.benchmarks.load;

import io.carillon.benchmarks.Arguments;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Jobs that fire every second for a while, and the part of that while that is measured.
 *
 * @param leadSeconds time to create the jobs before the first one fires
 * @param warmSeconds fires before the window, so that the compiler is done
 * @param windowSeconds the part that is measured
 * @param tailSeconds fires after the window, so that its last second is like the others
 */
record FiringPlan(int jobs, int leadSeconds, int warmSeconds, int windowSeconds, int tailSeconds) {
  private static final int CREATED_PER_SECOND_MIN = 1_000;

  static FiringPlan from(Arguments arguments, int defaultJobs) {
    int jobs = arguments.number("jobs", defaultJobs, 1, 1_000_000);
    return new FiringPlan(
        jobs,
        arguments.number("lead-seconds", 5 + jobs / CREATED_PER_SECOND_MIN, 1, 600),
        arguments.number("warm-seconds", 15, 0, 600),
        arguments.number("window-seconds", 60, 1, 600),
        arguments.number("tail-seconds", 3, 0, 60));
  }

  long expected() {
    return (long) jobs * windowSeconds;
  }

  Times startingFrom(Instant now) {
    Instant startAt = now.truncatedTo(ChronoUnit.SECONDS).plusSeconds(leadSeconds + 1);
    Instant from = startAt.plusSeconds(warmSeconds);
    Instant to = from.plusSeconds(windowSeconds);
    return new Times(startAt, from, to, to.plusSeconds(tailSeconds));
  }

  /** The window is from {@code from} on, before {@code to}; the jobs fire a little longer. */
  record Times(Instant startAt, Instant from, Instant to, Instant endAt) {}
}
