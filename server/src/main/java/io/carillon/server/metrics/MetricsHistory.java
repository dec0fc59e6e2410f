package io.carillon.server.metrics;

import com.fasterxml.jackson.core.JsonGenerator;
import io.carillon.server.json.Numbers;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** What all nodes did in the last hour, point by point, as this one saw it. Thread-safe. */
public final class MetricsHistory {
  private static final int POINTS_MAX = RollingOutcomes.HOUR_S / Meters.ROTATE_S;

  private final MetricsSummary summary;
  private final Deque<Point> points = new ArrayDeque<>();

  public MetricsHistory(MetricsSummary summary) {
    this.summary = summary;
  }

  private record Point(
      StoreCounts.Executions executions, Optional<RollingHistogram.Summary> driftMs) {}

  /** Adds how it is now, unless the store has not counted since the last time. */
  public synchronized void add() {
    StoreCounts.Executions executions = summary.executions();
    if (executions == null
        || (!points.isEmpty() && points.getLast().executions.equals(executions))) {
      return;
    }
    if (points.size() == POINTS_MAX) {
      points.removeFirst();
    }
    points.addLast(new Point(executions, RollingHistogram.Summary.of(summary.recent().driftMs())));
  }

  private synchronized List<Point> points() {
    return List.copyOf(points);
  }

  /** Writes the body of {@code /metrics/history}. */
  public void write(JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeArrayFieldStart("points");
    for (Point point : points()) {
      out.writeStartObject();
      point.executions.writeEnded(out);
      Optional<RollingHistogram.Summary> drift = point.driftMs;
      Numbers.writeRounded(
          out, "driftP50Ms", drift.map(RollingHistogram.Summary::p50).orElse(Double.NaN));
      Numbers.writeRounded(
          out, "driftP99Ms", drift.map(RollingHistogram.Summary::p99).orElse(Double.NaN));
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }
}
