package io.carillon.benchmarks.load;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;

/** Arithmetic on numbers that were taken once a second. */
final class TimeLine {
  /** Enough for a plot; more would only make the result files large. */
  static final int POINTS_MAX = 200;

  private TimeLine() {}

  /** Mean of the last third less mean of the first third; 0 for fewer than three numbers. */
  static double growth(List<Double> values) {
    int third = values.size() / 3;
    if (third == 0) {
      return 0;
    }
    return mean(values.subList(values.size() - third, values.size()))
        - mean(values.subList(0, third));
  }

  /** How many numbers become one point, so that at most {@link #POINTS_MAX} are left. */
  static int step(int size) {
    return Math.max(1, Math.ceilDiv(size, POINTS_MAX));
  }

  /** The means of each {@link #step} numbers; the last point may stand for fewer. */
  static ArrayNode thin(List<Double> values) {
    int step = step(values.size());
    ArrayNode points = JsonNodeFactory.instance.arrayNode();
    for (int from = 0; from < values.size(); from += step) {
      double mean = mean(values.subList(from, Math.min(values.size(), from + step)));
      points.add(Math.round(mean * 10) / 10.0);
    }
    return points;
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
  }
}
