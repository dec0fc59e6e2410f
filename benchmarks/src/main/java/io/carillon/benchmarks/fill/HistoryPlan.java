package io.carillon.benchmarks.fill;

/**
 * When each execution was scheduled: every job fires once a period, the jobs one after the other
 * within it. Executions are numbered by their time. Immutable.
 *
 * @param firstSecond epoch second of execution 0
 * @param periodSeconds 1 or more
 */
record HistoryPlan(long executions, int jobs, long firstSecond, long periodSeconds) {
  private static final long DAY_SECONDS = 86_400;

  /** Fills the days before now, but for the last period: there the last execution comes to end. */
  static HistoryPlan of(long executions, int jobs, int days, long nowSecond) {
    long rounds = Math.ceilDiv(executions, (long) jobs);
    long periodSeconds = days * DAY_SECONDS / (rounds + 1);
    if (periodSeconds == 0) {
      throw new IllegalArgumentException(
          "%,d executions of %,d jobs in %d days are more than one a second and job"
              .formatted(executions, jobs, days));
    }
    return new HistoryPlan(
        executions, jobs, nowSecond - (rounds + 1) * periodSeconds, periodSeconds);
  }

  int job(long execution) {
    return (int) (execution % jobs);
  }

  long scheduledAtMs(long execution) {
    long round = execution / jobs;
    long secondOfPeriod = job(execution) * periodSeconds / jobs;
    return (firstSecond + round * periodSeconds + secondOfPeriod) * 1_000;
  }
}
