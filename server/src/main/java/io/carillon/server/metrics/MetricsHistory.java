package io.carillon.server.metrics;

import com.fasterxml.jackson.core.JsonGenerator;
import io.carillon.core.port.OutcomeCounts.Counts;
import io.carillon.server.json.Numbers;
import io.carillon.server.json.Times;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** What the engine did in the last hour, point by point; from memory alone. Thread-safe. */
public final class MetricsHistory {
  private static final int POINTS_MAX = RollingOutcomes.HOUR_S / Meters.ROTATE_S;

  private final EngineMeters engine;
  private final Deque<Point> points = new ArrayDeque<>();

  MetricsHistory(EngineMeters engine) {
    this.engine = engine;
  }

  /** How it was at an instant. */
  private record Point(long atMs, Counts sinceStart, Optional<RollingHistogram.Summary> driftMs) {}

  /** Adds how it is now. */
  synchronized void add(long nowMs) {
    if (points.size() == POINTS_MAX) {
      points.removeFirst();
    }
    points.addLast(
        new Point(nowMs, engine.rollingOutcomes.sinceStart(), engine.rollingDriftMs.summary()));
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
      out.writeStringField("at", Times.format(Instant.ofEpochMilli(point.atMs)));
      out.writeNumberField("success", point.sinceStart.success());
      out.writeNumberField("failed", point.sinceStart.failed());
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
