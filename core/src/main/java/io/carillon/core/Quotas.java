package io.carillon.core;

import org.jspecify.annotations.Nullable;

/**
 * What a namespace may use at the most; null: no bound but the installation's. Immutable.
 *
 * @param jobsMax jobs that are not deleted, 0 or more
 * @param intervalMsMin the shortest distance between two occurrences of a job, in milliseconds
 * @param bodyBytesMax the body of a job's call, in bytes of UTF-8, 0 or more
 * @param inFlightMax calls under way at once, on each node, 1 or more
 * @param requestsPerSecondMax requests to the API, on each node, 1 or more
 */
public record Quotas(
    @Nullable Integer jobsMax,
    @Nullable Long intervalMsMin,
    @Nullable Integer bodyBytesMax,
    @Nullable Integer inFlightMax,
    @Nullable Integer requestsPerSecondMax) {
  public static final Quotas NONE = new Quotas(null, null, null, null, null);

  public Quotas {
    atLeast(0, jobsMax, "jobsMax");
    atLeast(1, intervalMsMin, "intervalMsMin");
    atLeast(0, bodyBytesMax, "bodyBytesMax");
    atLeast(1, inFlightMax, "inFlightMax");
    atLeast(1, requestsPerSecondMax, "requestsPerSecondMax");
  }

  private static void atLeast(long least, @Nullable Number value, String field) {
    Invalid.unless(value == null || value.longValue() >= least, field, "must be at least " + least);
  }
}
