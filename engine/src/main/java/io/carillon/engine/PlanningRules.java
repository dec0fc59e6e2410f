package io.carillon.engine;

import io.carillon.core.JobSnapshot;
import io.carillon.core.port.Planning;
import io.carillon.schedule.Schedule;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Which occurrences of a claimed job get an execution now: those inside the horizon, and of those
 * that an outage made the planner miss, what the job's misfire policy says. Pure and thread-safe.
 *
 * <p>An occurrence is late, not missed, up to the misfire threshold. Once one is missed, the policy
 * decides about all before now. The one of this very millisecond is on time: an edit may cut there,
 * and what it plans anew must not be in a run that was skipped. Long runs are worked off in slices:
 * a slice ends in the past, and the job is claimed again at once.
 *
 * @param nowMs wall time of the round
 */
record PlanningRules(EngineConfig config, long nowMs) implements Planning {
  /** Occurrences that get a row in one slice. */
  static final int SLICE_MAX = 256;

  /** Missed occurrences that one slice counts, more than any that may fire. */
  static final int COUNT_MAX = 100_000;

  @Override
  public JobPlan plan(JobSnapshot job, long nextFireAtMs) {
    if (nextFireAtMs >= nowMs - config.misfireThresholdMs()) {
      return ahead(job, nextFireAtMs, null);
    }
    return switch (job.definition().misfire()) {
      case SKIP -> fireLatest(job, nextFireAtMs, 0, Long.MIN_VALUE);
      case FIRE_ONCE -> fireLatest(job, nextFireAtMs, 1, Long.MIN_VALUE);
      case FIRE_ALL ->
          fireLatest(
              job, nextFireAtMs, config.catchUpMax(), nowMs - job.definition().catchUpWindowMs());
    };
  }

  /** Plans from the given occurrence to the horizon. */
  private JobPlan ahead(JobSnapshot job, long firstMs, @Nullable SkippedRun skipped) {
    long horizonMs = nowMs + config.planAheadMs();
    long[] occurrences = new long[4];
    int count = 0;
    long next = firstMs;
    while (next <= horizonMs && count < SLICE_MAX) {
      if (count == occurrences.length) {
        occurrences = Arrays.copyOf(occurrences, count * 2);
      }
      occurrences[count++] = next;
      next = following(job, next);
    }
    return new JobPlan(Arrays.copyOf(occurrences, count), skipped, next);
  }

  /** Fires the latest missed occurrences, at most {@code fireMax}, none before the window. */
  private JobPlan fireLatest(JobSnapshot job, long firstMs, int fireMax, long windowStartMs) {
    long count = 0;
    long next = firstMs;
    while (next < nowMs && count < COUNT_MAX) {
      count++;
      next = following(job, next);
    }
    boolean isCounted = next >= nowMs;
    long surplus = Math.max(0, count - fireMax);
    long skipped = 0;
    long lastSkipped = firstMs;
    long fire = firstMs;
    while (skipped < count && (skipped < surplus || fire < windowStartMs)) {
      lastSkipped = fire;
      skipped++;
      fire = following(job, fire);
    }
    SkippedRun run = skipped == 0 ? null : run(skipped, firstMs, lastSkipped, job);
    return isCounted && skipped < count
        ? ahead(job, fire, run)
        : new JobPlan(new long[0], run, fire);
  }

  private static SkippedRun run(long count, long fromMs, long toMs, JobSnapshot job) {
    return new SkippedRun(
        count,
        fromMs,
        toMs,
        "MISFIRE: missed while nothing planned it; policy " + job.definition().misfire());
  }

  private static long following(JobSnapshot job, long occurrenceMs) {
    return job.definition().isRecurring()
        ? job.firstOccurrenceFrom(occurrenceMs + 1)
        : Schedule.NEVER;
  }
}
