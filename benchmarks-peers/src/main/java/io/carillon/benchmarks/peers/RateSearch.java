package io.carillon.benchmarks.peers;

import java.util.OptionalInt;

/**
 * Looks for the highest rate that passes: doubles or halves until one rate passed and one failed,
 * then tries the middle of the two. Ends when they are within a tenth, or after so many tries. Not
 * thread-safe.
 */
final class RateSearch {
  private static final double CLOSE = 1.1;
  private static final int RATE_MIN = 10;

  private final int triesMax;
  private int tries;
  private int next;
  private OptionalInt passed = OptionalInt.empty();
  private OptionalInt failed = OptionalInt.empty();

  RateSearch(int first, int triesMax) {
    if (first < RATE_MIN || triesMax < 1) {
      throw new IllegalArgumentException("first rate from " + RATE_MIN + ", tries from 1");
    }
    this.next = first;
    this.triesMax = triesMax;
  }

  /** The rate to try now; empty when the search is over. */
  OptionalInt next() {
    boolean close =
        passed.isPresent() && failed.isPresent() && failed.getAsInt() < CLOSE * passed.getAsInt();
    return tries == triesMax || close || next < RATE_MIN
        ? OptionalInt.empty()
        : OptionalInt.of(next);
  }

  /** Says how the try of {@link #next()} ended. */
  void tried(boolean pass) {
    tries++;
    if (pass) {
      passed = OptionalInt.of(next);
    } else {
      failed = OptionalInt.of(next);
    }
    if (failed.isEmpty()) {
      next *= 2;
    } else if (passed.isEmpty()) {
      next = rounded(next / 2);
    } else {
      next = rounded((passed.getAsInt() + failed.getAsInt()) / 2);
    }
  }

  /** The highest rate that passed. */
  OptionalInt passed() {
    return passed;
  }

  /** The lowest rate that failed. */
  OptionalInt failed() {
    return failed;
  }

  /** Two or three digits: more would pretend to a precision that a run does not have. */
  private static int rounded(int rate) {
    int step = rate >= 10_000 ? 500 : rate >= 1_000 ? 50 : 5;
    return rate / step * step;
  }
}
