package io.carillon.server.metrics;

import io.carillon.core.Clock;
import io.carillon.engine.EngineListener;
import io.carillon.engine.EngineStatus;
import io.carillon.server.http.ApiListener;
import io.carillon.store.jdbc.CommitListener;
import io.carillon.store.jdbc.StoreStats;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Instant;
import java.util.function.Supplier;

/** All that is measured, in one registry. Thread-safe. */
public final class Meters {
  /** How often {@link #rotate} is to be called, in seconds. */
  public static final int ROTATE_S = 60 / RollingHistogram.PARTS;

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Clock clock;
  private final EngineMeters engine;
  private final StoreMeters store;
  private final ApiMeters api;
  private final ProcessVitals vitals;

  public Meters(Clock clock) {
    this.clock = clock;
    this.engine = new EngineMeters(registry, clock);
    this.store = new StoreMeters(registry);
    this.api = new ApiMeters(registry);
    this.vitals = new ProcessVitals(engine, clock);
  }

  public EngineListener engineListener() {
    return engine;
  }

  public CommitListener commitListener() {
    return store;
  }

  public ApiListener apiListener() {
    return api;
  }

  /** How this process does. */
  public ProcessVitals vitals() {
    return vitals;
  }

  /** Where other parts count. */
  public MeterRegistry registry() {
    return registry;
  }

  /** Shows what is read when somebody asks; returns the summary of everything. */
  public MetricsSummary show(
      Supplier<EngineStatus> status,
      Supplier<StoreStats> stats,
      StoreCounts counts,
      ClusterLoad cluster) {
    Gauges gauges = new Gauges(registry);
    gauges.engine(status, clock);
    gauges.store(stats);
    gauges.counts(counts);
    gauges.cluster(cluster);
    gauges.jvm();
    return new MetricsSummary(engine, store, api, counts, cluster, status, clock);
  }

  /** Shows when the API's certificate runs out. */
  public void certificate(Supplier<Instant> expiresAt) {
    new Gauges(registry).certificate(expiresAt);
  }

  /** Begins the next part of the rolling minute. */
  public void rotate() {
    engine.rotate();
    store.rotate();
    api.rotate();
  }

  /** Everything, as Prometheus reads it. Takes milliseconds. */
  public String prometheusText() {
    return registry.scrape();
  }
}
