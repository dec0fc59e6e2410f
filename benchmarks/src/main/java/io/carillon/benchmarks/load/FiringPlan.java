package io.carillon.benchmarks.load;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.benchmarks.Arguments;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Jobs that fire every second for a while, and the part of that while that is measured.
 *
 * @param spread the jobs' instants lie evenly over each second, otherwise all at its beginning
 * @param leadSeconds time to create the jobs before the first one fires
 * @param warmSeconds fires before the window, so that the compiler is done
 * @param windowSeconds the part that is measured
 * @param tailSeconds fires after the window, so that its last second is like the others
 */
record FiringPlan(
    int jobs,
    boolean spread,
    int leadSeconds,
    int warmSeconds,
    int windowSeconds,
    int tailSeconds) {
  private static final int CREATED_PER_SECOND_MIN = 3_000;
  private static final int MS_PER_SECOND = 1_000;

  /** Rows are read one by one, and the oldest may be pruned: only so many seconds of them. */
  private static final int LEDGER_SECONDS_MAX = 60;

  /** Reads the options that all cases of firing jobs have. */
  static FiringPlan from(Arguments arguments, int defaultJobs, int defaultWindowSeconds) {
    int jobs = arguments.number("jobs", defaultJobs, 1, 1_000_000);
    return new FiringPlan(
        jobs,
        arguments.flag("spread", false),
        arguments.number("lead-seconds", 10 + jobs / CREATED_PER_SECOND_MIN, 1, 600),
        arguments.number("warm-seconds", 15, 0, 600),
        arguments.number("window-seconds", defaultWindowSeconds, 1, 3_000),
        arguments.number("tail-seconds", 3, 0, 60));
  }

  /** Occurrences in the window. */
  long expected() {
    return (long) jobs * windowSeconds;
  }

  /** Occurrences of all times, the ones around the window too. */
  long expectedInAll() {
    return (long) jobs * (warmSeconds + windowSeconds + tailSeconds);
  }

  /** The last seconds of the window, whose rows are read. */
  int ledgerSeconds() {
    return Math.min(windowSeconds, LEDGER_SECONDS_MAX);
  }

  long expectedInLedger() {
    return (long) jobs * ledgerSeconds();
  }

  /** Job number {@code i} of {@code jobs}. */
  JsonNode job(int i, String target, Times times) {
    return spread
        ? Jobs.everySecondAt(
            target, times.startAt(), times.endAt(), (long) i * MS_PER_SECOND / jobs)
        : Jobs.everySecond(target, times.startAt(), times.endAt());
  }

  Times startingFrom(Instant now) {
    Instant startAt = now.truncatedTo(ChronoUnit.SECONDS).plusSeconds(leadSeconds + 1);
    Instant from = startAt.plusSeconds(warmSeconds);
    Instant to = from.plusSeconds(windowSeconds);
    // A job fires at its endAt too.
    return new Times(startAt, from, to, to.plusSeconds(tailSeconds).minusMillis(1));
  }

  /** The window is from {@code from} on, before {@code to}; the jobs fire a little longer. */
  record Times(Instant startAt, Instant from, Instant to, Instant endAt) {}
}
