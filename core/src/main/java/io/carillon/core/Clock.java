package io.carillon.core;

import java.time.Instant;

/**
 * Reads the system's time. The only reader of it outside tests. Thread-safe. Wall time says when
 * something happened and may jump; monotonic time measures how long something took.
 */
public interface Clock {
  /** Milliseconds since 1970-01-01T00:00Z. */
  long wallMs();

  /** The same as an instant. */
  default Instant now() {
    return Instant.ofEpochMilli(wallMs());
  }

  /** Nanoseconds since an arbitrary origin; never goes back. */
  long monotonicNanos();

  /** The machine's clock. */
  Clock SYSTEM =
      new Clock() {
        @Override
        public long wallMs() {
          return System.currentTimeMillis();
        }

        @Override
        public long monotonicNanos() {
          return System.nanoTime();
        }
      };
}
