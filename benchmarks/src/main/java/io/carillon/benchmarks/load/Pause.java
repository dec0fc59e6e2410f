package io.carillon.benchmarks.load;

import java.time.Duration;
import java.time.Instant;

/** Waiting for wall-clock times. */
public final class Pause {
  private Pause() {}

  public static void until(Instant instant) {
    Duration left = Duration.between(Instant.now(), instant);
    if (left.isPositive()) {
      of(left);
    }
  }

  public static void of(Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
