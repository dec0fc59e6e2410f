package io.carillon.engine;

import io.carillon.core.Clock;

/**
 * The engine's time: the wall clock, smoothed. Small corrections of the wall clock are followed;
 * after a step back the time runs on at the pace of the monotonic clock for as long as executions
 * may be planned ahead, so that they are sent on time, and only then follows. Confined to one
 * thread.
 */
final class Timeline {
  private static final long STEP_MS = 1_000;

  private final Clock clock;
  private final long holdMs;
  private long nowMs;
  private long anchorNanos;
  private long heldSinceNanos = Long.MIN_VALUE;

  /**
   * @param holdMs how long to run on after a step back
   */
  Timeline(Clock clock, long holdMs) {
    this.clock = clock;
    this.holdMs = holdMs;
    this.nowMs = clock.wallMs();
    this.anchorNanos = clock.monotonicNanos();
  }

  /** Reads the clocks; returns true when the time went back, so that timers must be set anew. */
  boolean advance() {
    long wall = clock.wallMs();
    long nanos = clock.monotonicNanos();
    long paced = nowMs + (nanos - anchorNanos) / 1_000_000;
    if (wall >= paced - STEP_MS) {
      heldSinceNanos = Long.MIN_VALUE;
      moveTo(Math.max(nowMs, wall), nanos);
      return false;
    }
    if (heldSinceNanos == Long.MIN_VALUE) {
      heldSinceNanos = nanos;
    }
    if (nanos - heldSinceNanos < holdMs * 1_000_000) {
      if (paced > nowMs) {
        moveTo(paced, anchorNanos + (paced - nowMs) * 1_000_000);
      }
      return false;
    }
    heldSinceNanos = Long.MIN_VALUE;
    moveTo(wall, nanos);
    return true;
  }

  private void moveTo(long ms, long nanos) {
    nowMs = ms;
    anchorNanos = nanos;
  }

  /** Epoch milliseconds, as of the last {@link #advance}. */
  long nowMs() {
    return nowMs;
  }
}
