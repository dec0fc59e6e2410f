package io.carillon.benchmarks.load;

import io.carillon.benchmarks.Arguments;

/**
 * Jobs that fire once, all at one instant, a few times in a row.
 *
 * @param rounds how often; each round has jobs of its own
 * @param leadSeconds from the first create of a round to its instant
 * @param restSeconds what must be left of them after the last create, so that the burst is planned
 *     as if its jobs had been there for long
 * @param warmJobs jobs that fire every second before the first round
 * @param warmSeconds for so long, so that the compiler is done
 */
record BurstPlan(
    int jobs, int rounds, int leadSeconds, int restSeconds, int warmJobs, int warmSeconds) {
  private static final int CREATED_PER_SECOND_MIN = 10_000;

  static BurstPlan from(Arguments arguments) {
    int jobs = arguments.number("jobs", 10_000, 1, 2_000_000);
    return new BurstPlan(
        jobs,
        arguments.number("rounds", 1, 1, 20),
        arguments.number("lead-seconds", 15 + jobs / CREATED_PER_SECOND_MIN, 1, 1_200),
        arguments.number("rest-seconds", 8, 0, 60),
        arguments.number("warm-jobs", 2_000, 1, 100_000),
        arguments.number("warm-seconds", 15, 0, 600));
  }
}
