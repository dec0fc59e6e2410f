package io.carillon.core.port;

import io.carillon.core.JobSnapshot;
import io.carillon.core.port.Planning.JobPlan;
import io.carillon.core.port.Planning.SkippedRun;
import io.carillon.schedule.Schedule;

/**
 * What an edit, pause or delete finds unplanned: occurrences that were due before its cut and that
 * nobody planned, because of an outage, because the planner is behind, or because it put the job
 * off. They will not fire; a store records them with the change. Pure.
 */
public final class Unplanned {
  /**
   * Occurrences in one run, which take some milliseconds to count: at most about as long as a
   * transaction should last. More of them are several runs.
   */
  public static final int RUN_MAX = 50_000;

  private Unplanned() {}

  /**
   * The oldest run of them.
   *
   * @param job the version that the change ends
   * @param firstMs that version's first occurrence that is not planned, epoch milliseconds, or
   *     {@link Schedule#NEVER}
   * @param cutMs the cut of the change, epoch milliseconds
   * @return a plan without executions; its next fire lies before the cut when there are more than
   *     {@value #RUN_MAX}, and is where the next run begins
   */
  public static JobPlan oldestRun(JobSnapshot job, long firstMs, long cutMs, JobChange change) {
    boolean isOnce = !job.definition().isRecurring();
    int count = 0;
    long lastMs = firstMs;
    long nextMs = firstMs;
    while (nextMs < cutMs && count < RUN_MAX) {
      count++;
      lastMs = nextMs;
      nextMs = isOnce ? Schedule.NEVER : job.firstOccurrenceFrom(nextMs + 1);
    }
    SkippedRun run = count == 0 ? null : new SkippedRun(count, firstMs, lastMs, change.misfire());
    return new JobPlan(new long[0], run, nextMs);
  }
}
