package io.carillon.benchmarks.report;

import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A line chart as a piece of HTML with inline SVG: no script, colours from the page's style.
 *
 * @param note what to look for, in a sentence
 * @param across the horizontal axis
 * @param up the vertical axis
 */
record Chart(String title, String note, Axis across, Axis up, List<Line> lines) {
  private static final int WIDTH = 720;
  private static final int HEIGHT = 330;
  private static final int LEFT = 62;
  private static final int RIGHT = 28;
  private static final int TOP = 30;
  private static final int BOTTOM = 46;

  Chart {
    lines = lines.stream().filter(line -> !line.x().isEmpty()).toList();
  }

  /**
   * What an axis means.
   *
   * @param leastPower of a logarithmic axis: smaller values lie at its end; 0 for a linear one
   */
  record Axis(String label, double leastPower) {
    static Axis linear(String label) {
      return new Axis(label, 0);
    }

    static Axis log(String label, double leastPower) {
      return new Axis(label, leastPower);
    }

    Scale scale(Stream<Double> values, double from, double to) {
      DoubleSummaryStatistics range = values.mapToDouble(Double::doubleValue).summaryStatistics();
      return leastPower > 0
          ? Scale.log(
              Math.max(leastPower, range.getMin()), Math.max(leastPower, range.getMax()), from, to)
          : Scale.linear(range.getMax(), from, to);
    }
  }

  /** Empty when there is no line to draw. */
  String html() {
    if (lines.isEmpty()) {
      return "";
    }
    Scale x = across.scale(lines.stream().flatMap(line -> line.x().stream()), LEFT, WIDTH - RIGHT);
    Scale y = up.scale(lines.stream().flatMap(line -> line.y().stream()), HEIGHT - BOTTOM, TOP);
    StringBuilder html = new StringBuilder(8_192);
    html.append(
        "<figure>\n<figcaption><b>%s</b><br>%s</figcaption>\n"
            .formatted(Html.escaped(title), Html.escaped(note)));
    html.append("<div class=\"legend\">");
    for (int i = 0; i < lines.size(); i++) {
      html.append(
          "<span><i class=\"b%d\"></i>%s</span>".formatted(i, Html.escaped(lines.get(i).name())));
    }
    html.append(
        "</div>\n<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">\n"
            .formatted(WIDTH, HEIGHT, Html.escaped(title)));
    appendAxes(html, x, y);
    for (int i = 0; i < lines.size(); i++) {
      html.append("<path class=\"line s%d\" d=\"%s\"/>\n".formatted(i, lines.get(i).path(x, y)));
    }
    return html.append("</svg>\n</figure>\n").toString();
  }

  private void appendAxes(StringBuilder html, Scale x, Scale y) {
    for (double tick : x.ticks()) {
      String at = Line.coordinate(x.at(tick));
      html.append("<path class=\"grid\" d=\"M%s %dV%d\"/>".formatted(at, TOP, HEIGHT - BOTTOM));
      html.append(
          "<text x=\"%s\" y=\"%d\" text-anchor=\"middle\">%s</text>\n"
              .formatted(at, HEIGHT - BOTTOM + 18, tick(tick)));
    }
    for (double tick : y.ticks()) {
      String at = Line.coordinate(y.at(tick));
      html.append("<path class=\"grid\" d=\"M%d %sH%d\"/>".formatted(LEFT, at, WIDTH - RIGHT));
      html.append(
          "<text x=\"%d\" y=\"%s\" dy=\"4\" text-anchor=\"end\">%s</text>\n"
              .formatted(LEFT - 8, at, tick(tick)));
    }
    html.append(
        "<text class=\"label\" x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>\n"
            .formatted(WIDTH - RIGHT, HEIGHT - 8, Html.escaped(across.label)));
    html.append(
        "<text class=\"label\" x=\"%d\" y=\"%d\">%s</text>\n"
            .formatted(LEFT - 8, TOP - 14, Html.escaped(up.label)));
  }

  private static String tick(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%,.0f", value)
        : String.format(Locale.ROOT, "%.2f", value).replaceAll("0+$", "");
  }
}
