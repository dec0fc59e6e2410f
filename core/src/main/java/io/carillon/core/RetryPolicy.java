package io.carillon.core;

/**
 * When a failed attempt is repeated: exponential backoff with jitter. Immutable.
 *
 * @param maxRetryCount how many attempts may follow the first, 0 to {@value #RETRY_COUNT_MAX}
 * @param initialDelayMs delay before the first retry, 1 to {@value #DELAY_MS_MAX}
 * @param multiplier growth of the delay from retry to retry, 1 to 100
 * @param maxDelayMs upper bound of a delay, from initialDelayMs to {@value #DELAY_MS_MAX}
 * @param jitter share of the delay that is random, 0 (none) to 1 (anything from 0 to the delay)
 */
public record RetryPolicy(
    int maxRetryCount, long initialDelayMs, double multiplier, long maxDelayMs, double jitter) {
  public static final int RETRY_COUNT_MAX = 100;
  public static final long DELAY_MS_MAX = 24 * 3_600_000L;
  public static final RetryPolicy DEFAULT = new RetryPolicy(3, 1_000, 2.0, 300_000, 0.2);

  public RetryPolicy {
    Invalid.unless(
        maxRetryCount >= 0 && maxRetryCount <= RETRY_COUNT_MAX,
        "maxRetryCount",
        "must be 0 to " + RETRY_COUNT_MAX);
    Invalid.unless(
        initialDelayMs >= 1 && initialDelayMs <= DELAY_MS_MAX,
        "retry.initialDelayMs",
        "must be 1 to " + DELAY_MS_MAX);
    Invalid.unless(multiplier >= 1 && multiplier <= 100, "retry.multiplier", "must be 1 to 100");
    Invalid.unless(
        maxDelayMs >= initialDelayMs && maxDelayMs <= DELAY_MS_MAX,
        "retry.maxDelayMs",
        "must be from retry.initialDelayMs to " + DELAY_MS_MAX);
    Invalid.unless(jitter >= 0 && jitter <= 1, "retry.jitter", "must be 0 to 1");
  }

  /** Whether another attempt may follow, after this many retries. */
  public boolean allowsRetryAfter(int retryCount) {
    return retryCount < maxRetryCount;
  }

  /**
   * The delay before the next attempt in milliseconds.
   *
   * @param retryCount retries already made, 0 or more
   * @param random a number in [0, 1) that places the delay inside its jitter
   */
  public long delayMs(int retryCount, double random) {
    double full = Math.min((double) maxDelayMs, initialDelayMs * Math.pow(multiplier, retryCount));
    return Math.max(1, Math.round(full * (1 - jitter * random)));
  }
}
