package io.carillon.core.port;

import org.jspecify.annotations.Nullable;

/**
 * How a job's executions ended.
 *
 * @param success since creation, like failed, skipped (occurrences) and cancelled
 * @param sampleSize how many of the latest executions the percentiles were taken from
 * @param durationMs null without a sample
 * @param driftMs null without a sample
 */
public record JobStats(
    long success,
    long failed,
    long skipped,
    long cancelled,
    int sampleSize,
    @Nullable Percentiles durationMs,
    @Nullable Percentiles driftMs) {
  /** How many executions percentiles are taken from at the most. */
  public static final int SAMPLE_MAX = 1_000;

  public record Percentiles(long p50, long p90, long p99, long max) {}
}
