package io.carillon.benchmarks.receiver;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.AbstractHistogram;

/**
 * A distribution as a curve: so many percent of the calls had at most so many milliseconds. Denser
 * near 100 percent, where the interest is; both lists rise and have the same length.
 */
record Curve(List<Double> percent, List<Double> ms) {
  private static final List<Double> PERCENTS = percents();

  Curve {
    percent = List.copyOf(percent);
    ms = List.copyOf(ms);
    if (percent.size() != ms.size()) {
      throw new IllegalArgumentException(percent.size() + " and " + ms.size() + " values");
    }
  }

  /** The curve of values in microseconds; empty if there are none. */
  static Curve of(AbstractHistogram micros) {
    if (micros.getTotalCount() == 0) {
      return new Curve(List.of(), List.of());
    }
    return new Curve(PERCENTS, PERCENTS.stream().map(at -> msAt(micros, at)).toList());
  }

  static double msAt(AbstractHistogram micros, double percent) {
    return micros.getValueAtPercentile(percent) / 1_000.0;
  }

  /** 0 to 99, then 99.1 to 99.9, 99.91 to 99.99, and the last few. */
  private static List<Double> percents() {
    List<Double> percents = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      percents.add((double) i);
    }
    for (int i = 1; i < 10; i++) {
      percents.add((990 + i) / 10.0);
    }
    for (int i = 1; i < 10; i++) {
      percents.add((9_990 + i) / 100.0);
    }
    percents.add(99.999);
    percents.add(100.0);
    return List.copyOf(percents);
  }
}
