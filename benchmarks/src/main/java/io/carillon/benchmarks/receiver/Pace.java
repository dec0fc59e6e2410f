package io.carillon.benchmarks.receiver;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Counts requests in each second of the clock, from the first one on. Past its limit nothing is
 * counted. Not thread-safe.
 */
final class Pace {
  private final int secondsMax;
  private int[] counts = new int[64];
  private long firstSecond;
  private boolean begun;

  Pace(int secondsMax) {
    this.secondsMax = secondsMax;
  }

  /** Counts one request; a clock that steps behind the first second counts nothing. */
  void add(long second) {
    if (!begun) {
      begun = true;
      firstSecond = second;
    }
    long index = second - firstSecond;
    if (index < 0 || index >= secondsMax) {
      return;
    }
    if (index >= counts.length) {
      counts = Arrays.copyOf(counts, Math.max((int) index + 1, counts.length * 2));
    }
    counts[(int) index]++;
  }

  /** The counts of the seconds from {@code from} on, before {@code to}; at most the limit. */
  List<Integer> between(long from, long to) {
    int seconds = (int) Math.min(to - from, secondsMax);
    return IntStream.range(0, seconds).mapToObj(i -> count(from + i - firstSecond)).toList();
  }

  private int count(long index) {
    return index < 0 || index >= counts.length ? 0 : counts[(int) index];
  }
}
