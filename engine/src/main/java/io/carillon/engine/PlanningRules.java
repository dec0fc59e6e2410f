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
 * and what it plans anew must not be in a run that was skipped. Many that fire are worked off in
 * slices: a slice ends in the past, and the job is claimed again at once.
 *
 * @param nowMs wall time of the round
 */
record PlanningRules(EngineConfig config, long nowMs) implements Planning {
  /** Occurrences that get a row in one slice. */
  static final int SLICE_MAX = 256;

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
    long fireMs = firstToFire(job, firstMs, fireMax, windowStartMs);
    SkippedRun run =
        fireMs == firstMs
            ? null
            : SkippedRun.of(
                job,
                firstMs,
                Math.min(fireMs, nowMs),
                "MISFIRE: missed while nothing planned it; policy " + job.definition().misfire());
    return ahead(job, fireMs, run);
  }

  /**
   * The first of those that fire; it lies ahead when no missed one does. Looked for by halves of
   * the time since the first one, as counting visits none of them.
   */
  private long firstToFire(JobSnapshot job, long firstMs, int fireMax, long windowStartMs) {
    long low = Math.max(firstMs, windowStartMs);
    long high = nowMs;
    while (low < high) {
      long middle = low + (high - low) / 2;
      if (missedFrom(middle, job, firstMs) > fireMax) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low == firstMs ? firstMs : following(job, low - 1);
  }

  /** How many are missed from an instant on, which does not lie before the first of them. */
  private long missedFrom(long epochMs, JobSnapshot job, long firstMs) {
    long first = epochMs == firstMs ? 1 : 0;
    return job.definition().isRecurring()
        ? first + job.countOccurrences(epochMs + first, nowMs)
        : first;
  }

  private static long following(JobSnapshot job, long occurrenceMs) {
    return job.definition().isRecurring()
        ? job.firstOccurrenceFrom(occurrenceMs + 1)
        : Schedule.NEVER;
  }
}
