package io.carillon.server.metrics;

import io.carillon.server.http.ApiListener;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Measures the API by operation and status. Thread-safe. */
final class ApiMeters implements ApiListener {
  private static final long MICROS_MAX = 60_000_000;

  private final MeterRegistry registry;
  private final Map<Series, Timer> timers = new ConcurrentHashMap<>();
  final RollingHistogram rollingMicros = new RollingHistogram(MICROS_MAX);

  ApiMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  private record Series(String operation, int status) {}

  @Override
  public void answered(String operation, int status, long nanos) {
    timers
        .computeIfAbsent(new Series(operation, status), this::timer)
        .record(nanos, TimeUnit.NANOSECONDS);
    rollingMicros.record(nanos / 1_000);
  }

  private Timer timer(Series series) {
    return Buckets.timer(
        registry,
        "carillon.http.requests",
        "Requests to the API",
        "operation",
        series.operation(),
        "status",
        Integer.toString(series.status()));
  }

  void rotate() {
    rollingMicros.rotate();
  }
}
