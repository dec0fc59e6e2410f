package io.carillon.benchmarks.report;

import java.util.List;
import java.util.Locale;

/**
 * One line of a chart.
 *
 * @param x values along the horizontal axis, rising
 * @param y as many values
 */
record Line(String name, List<Double> x, List<Double> y) {
  Line {
    x = List.copyOf(x);
    y = List.copyOf(y);
    if (x.size() != y.size()) {
      throw new IllegalArgumentException(name + ": " + x.size() + " and " + y.size() + " values");
    }
  }

  /** The line as the {@code d} of an SVG path; empty for no points. */
  String path(Scale across, Scale up) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < x.size(); i++) {
      path.append(i == 0 ? 'M' : 'L')
          .append(coordinate(across.at(x.get(i))))
          .append(' ')
          .append(coordinate(up.at(y.get(i))));
    }
    return path.toString();
  }

  static String coordinate(double value) {
    String text = String.format(Locale.ROOT, "%.1f", value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }
}
