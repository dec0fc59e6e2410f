package io.carillon.server.metrics;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts by second, for the latest seconds. One thread writes; any thread reads, and may see a
 * second that is being written half counted.
 */
final class SecondRing {
  private final int size;
  private final AtomicLongArray seconds;
  private final AtomicLongArray counts;

  /**
   * @param size how many seconds are kept
   */
  SecondRing(int size) {
    this.size = size;
    this.seconds = new AtomicLongArray(size);
    this.counts = new AtomicLongArray(size);
  }

  void add(long nowMs, long count) {
    long second = nowMs / 1_000;
    int slot = (int) (second % size);
    if (seconds.getPlain(slot) == second) {
      counts.setOpaque(slot, counts.getPlain(slot) + count);
    } else {
      counts.setOpaque(slot, count);
      seconds.setRelease(slot, second);
    }
  }

  /**
   * How many were counted in the latest seconds, the current one included.
   *
   * @param last at most the ring's size
   */
  long sum(long nowMs, int last) {
    long second = nowMs / 1_000;
    long sum = 0;
    for (long s = second - last + 1; s <= second; s++) {
      int slot = (int) (s % size);
      if (seconds.getAcquire(slot) == s) {
        sum += counts.getOpaque(slot);
      }
    }
    return sum;
  }
}
