package io.carillon.benchmarks.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a value lies on an axis. Values outside the range lie at its ends.
 *
 * @param log by powers of ten; then {@code min} is positive
 * @param min least value
 * @param max greatest value, more than {@code min}
 * @param from coordinate of {@code min}
 * @param to coordinate of {@code max}
 */
record Scale(boolean log, double min, double max, double from, double to) {
  private static final int TICKS_MAX = 6;

  /** What an axis shows on which everything is 0. */
  private static final double RANGE_OF_ZERO = 10;

  Scale {
    if (!(max > min) || (log && !(min > 0))) {
      throw new IllegalArgumentException(min + " to " + max);
    }
  }

  /** From 0 to a round number that is not below the greatest value. */
  static Scale linear(double greatest, double from, double to) {
    double range = greatest > 0 ? greatest : RANGE_OF_ZERO;
    double step = step(range);
    return new Scale(false, 0, Math.ceil(range / step) * step, from, to);
  }

  /** Whole powers of ten around all values. */
  static Scale log(double least, double greatest, double from, double to) {
    double min = Math.floor(Math.log10(least));
    double max = Math.max(min + 1, Math.ceil(Math.log10(greatest)));
    return new Scale(true, Math.pow(10, min), Math.pow(10, max), from, to);
  }

  double at(double value) {
    double clamped = Math.clamp(value, min, max);
    double share =
        log ? Math.log(clamped / min) / Math.log(max / min) : (clamped - min) / (max - min);
    return from + share * (to - from);
  }

  /** Values to name on the axis: powers of ten, or multiples of 1, 2 or 5 times one. */
  List<Double> ticks() {
    List<Double> ticks = new ArrayList<>();
    if (log) {
      for (int power = (int) Math.round(Math.log10(min));
          power <= Math.log10(max) + 1e-9;
          power++) {
        ticks.add(Math.pow(10, power));
      }
      return ticks;
    }
    double step = step(max - min);
    for (int i = 0; min + i * step <= max + step * 1e-9; i++) {
      ticks.add(min + i * step);
    }
    return ticks;
  }

  /** The smallest round step that makes at most {@link #TICKS_MAX} ticks of a range. */
  private static double step(double range) {
    double power = Math.pow(10, Math.floor(Math.log10(range / (TICKS_MAX - 1))));
    for (int factor : new int[] {1, 2, 5}) {
      if (range / (power * factor) <= TICKS_MAX - 1 + 1e-9) {
        return power * factor;
      }
    }
    return power * 10;
  }
}
