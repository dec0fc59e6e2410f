package io.carillon.queue.redis;

/**
 * How often and after how long the queue does what nobody asks it for.
 *
 * @param claimEveryMs how often entries are looked for that others have got and not ended
 * @param claimIdleMs how long after they were got
 * @param sweepEveryMs how often consumers are looked for that are gone
 * @param sweepIdleMs how long after they last got something, or asked for it (Redis 7.2)
 */
record Timing(long claimEveryMs, long claimIdleMs, long sweepEveryMs, long sweepIdleMs) {
  static final Timing USUAL = new Timing(1_000, 5_000, 600_000, 3_600_000);
}
