package io.carillon.testkit;

import io.carillon.core.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that moves only when it is told to. Thread-safe. */
public final class ManualClock implements Clock {
  private final AtomicLong wallMs;
  private final AtomicLong nanos = new AtomicLong();

  public ManualClock(Instant start) {
    wallMs = new AtomicLong(start.toEpochMilli());
  }

  @Override
  public long wallMs() {
    return wallMs.get();
  }

  @Override
  public long monotonicNanos() {
    return nanos.get();
  }

  /** Moves both wall and monotonic time. */
  public void advance(Duration by) {
    nanos.addAndGet(by.toNanos());
    wallMs.addAndGet(by.toMillis());
  }

  /** Sets the wall time, forward or back, as an administrator would; monotonic time stays. */
  public void setWall(Instant to) {
    wallMs.set(to.toEpochMilli());
  }
}
