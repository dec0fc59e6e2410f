package io.carillon.benchmarks.peers;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Counts calls in place of making them. Thread-safe. */
final class CallLog implements Call {
  private final Map<String, Integer> counts = new ConcurrentHashMap<>();
  private final CountDownLatch left;

  CallLog(int expected) {
    this.left = new CountDownLatch(expected);
  }

  @Override
  public void make(int job, Instant scheduledAt) {
    counts.merge(key(job, scheduledAt), 1, Integer::sum);
    left.countDown();
  }

  static String key(int job, Instant scheduledAt) {
    return job + " at " + scheduledAt;
  }

  /** How often each job was called for each instant, once as many calls came as were expected. */
  Map<String, Integer> await(Duration max) throws InterruptedException {
    if (!left.await(max.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError(left.getCount() + " calls did not come; those that did: " + counts);
    }
    return new TreeMap<>(counts);
  }
}
