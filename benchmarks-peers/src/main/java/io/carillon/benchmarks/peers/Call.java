package io.carillon.benchmarks.peers;

import java.time.Instant;

/** What a scheduler does when a job is due. Thread-safe. */
interface Call {
  /** Blocks until the call is answered and, where calls are recorded, its row is committed. */
  void make(int job, Instant scheduledAt);
}
