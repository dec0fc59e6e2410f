package io.carillon.engine;

import io.carillon.core.Clock;

/**
 * The engine's time: the wall clock, smoothed. Small corrections of the wall clock are followed;
 * after a step back the time runs on at the pace of the monotonic clock for as long as executions
 * may be planned ahead, so that they are sent on time, and only then follows. Confined to one
 * thread, except for what is read now.
 */
final class Timeline {
  private static final long STEP_MS = 1_000;
  private static final long FOLLOWING = Long.MIN_VALUE;

  private final Clock clock;
  private final long holdMs;
  private final long originNanos;
  private long nowMs;
  private long upMs;
  private long aheadMs;
  private long anchorNanos;
  private long heldSinceNanos = FOLLOWING;

  /**
   * @param holdMs how long to run on after a step back
   */
  Timeline(Clock clock, long holdMs) {
    this.clock = clock;
    this.holdMs = holdMs;
    this.nowMs = clock.wallMs();
    this.originNanos = clock.monotonicNanos();
    this.anchorNanos = originNanos;
  }

  /** Reads the clocks; returns true when the time went back, so that timers must be set anew. */
  boolean advance() {
    long wall = clock.wallMs();
    long nanos = clock.monotonicNanos();
    long paced = nowMs + (nanos - anchorNanos) / 1_000_000;
    upMs = (nanos - originNanos) / 1_000_000;
    if (wall >= paced - STEP_MS) {
      follow(Math.max(nowMs, wall), nanos);
      return false;
    }
    if (heldSinceNanos == FOLLOWING) {
      heldSinceNanos = nanos;
    }
    if (nanos - heldSinceNanos < holdMs * 1_000_000) {
      anchorNanos += (paced - nowMs) * 1_000_000;
      nowMs = paced;
      aheadMs = paced - wall;
      return false;
    }
    follow(wall, nanos);
    return true;
  }

  private void follow(long ms, long nanos) {
    heldSinceNanos = FOLLOWING;
    aheadMs = 0;
    nowMs = ms;
    anchorNanos = nanos;
  }

  /** When executions are due against; epoch milliseconds, as of the last {@link #advance}. */
  long nowMs() {
    return nowMs;
  }

  /**
   * Milliseconds since the start by the monotonic clock, as of the last {@link #advance}: what
   * pauses are measured by, since a step of the wall clock must neither stretch nor cut them.
   */
  long upMs() {
    return upMs;
  }

  /** How far this time runs ahead of the wall clock after a step back; otherwise 0. */
  long aheadMs() {
    return aheadMs;
  }

  /** As {@link #upMs}, read now. */
  long readUpMs() {
    return (clock.monotonicNanos() - originNanos) / 1_000_000;
  }

  /** What records say; epoch milliseconds, read now. */
  long wallMs() {
    return clock.wallMs();
  }

  /** What durations are measured by, read now. */
  long nanos() {
    return clock.monotonicNanos();
  }
}
