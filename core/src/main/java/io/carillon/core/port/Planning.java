package io.carillon.core.port;

import io.carillon.core.JobSnapshot;
import org.jspecify.annotations.Nullable;

/** The pure rule that a store applies to each claimed job inside the claiming transaction. */
@FunctionalInterface
public interface Planning {
  /**
   * Decides what a claimed job gets.
   *
   * @param nextFireAtMs the job's first occurrence that is not planned yet
   */
  JobPlan plan(JobSnapshot job, long nextFireAtMs);

  /**
   * What a claimed job gets.
   *
   * @param occurrencesMs the instants that get an execution each, rising
   * @param skipped missed occurrences that will not fire, or null
   * @param nextFireAtMs the first occurrence after those, or {@link
   *     io.carillon.schedule.Schedule#NEVER}
   */
  @SuppressWarnings("ArrayRecordComponent") // primitives: this is made for every job of every round
  record JobPlan(long[] occurrencesMs, @Nullable SkippedRun skipped, long nextFireAtMs) {}

  /** A run of occurrences, recorded as one SKIPPED row. Instants in epoch milliseconds. */
  record SkippedRun(long count, long fromMs, long toMs, String error) {

    /**
     * What the job misses from one of its occurrences to before an instant. The occurrences are not
     * visited: however many they are, it takes some microseconds.
     *
     * @param firstMs an occurrence, though the rules of its zone may have changed since it was
     *     computed
     * @param beforeMs later than firstMs
     */
    public static SkippedRun of(JobSnapshot job, long firstMs, long beforeMs, String error) {
      long later = job.definition().isRecurring() ? job.countOccurrences(firstMs + 1, beforeMs) : 0;
      long lastMs = later == 0 ? firstMs : job.lastOccurrenceBefore(beforeMs);
      return new SkippedRun(1 + later, firstMs, lastMs, error);
    }
  }
}
