package io.carillon.server.metrics;

import io.carillon.core.Clock;
import io.carillon.engine.EngineStatus;
import io.carillon.store.jdbc.StoreStats;
import io.carillon.store.jdbc.WriteClass;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** What is read when somebody asks: the engine, the store and the JVM as they are. */
final class Gauges {
  private final MeterRegistry registry;

  Gauges(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Shows the engine's status. */
  void engine(Supplier<EngineStatus> status, Clock clock) {
    gauge("carillon.in.flight", status, EngineStatus::inFlight);
    gauge("carillon.waiting", status, EngineStatus::waiting);
    gauge("carillon.offered", status, EngineStatus::offered);
    gauge("carillon.planned", status, EngineStatus::planned);
    gauge("carillon.spilled.destinations", status, EngineStatus::spilled);
    gauge("carillon.settle.backlog", status, EngineStatus::settleBacklog);
    gauge("carillon.plan.lead.seconds", status, s -> s.leadMs() / 1_000.0);
    gauge("carillon.planning", status, s -> s.planning() ? 1 : 0);
    gauge("carillon.sending", status, s -> s.sending() ? 1 : 0);
    gauge("carillon.term", status, EngineStatus::term);
    gauge(
        "carillon.engine.turn.age.seconds",
        status,
        s -> (clock.wallMs() - s.lastTurnAtMs()) / 1_000.0);
  }

  /** Shows the store's queues and log. */
  void store(Supplier<StoreStats> stats) {
    gauge("carillon.store.wal.bytes", stats, StoreStats::walBytes);
    gauge("carillon.store.reads.queued", stats, StoreStats::readsQueued);
    for (WriteClass writeClass : WriteClass.values()) {
      Gauge.builder(
              "carillon.store.writes.queued",
              stats,
              s -> s.get().queued().getOrDefault(writeClass, 0))
          .tags(Tags.of("class", writeClass.name().toLowerCase(Locale.ROOT)))
          .strongReference(true)
          .register(registry);
    }
  }

  /** Shows how much is stored. */
  void counts(StoreCounts counts) {
    gauge("carillon.jobs", () -> counts, c -> orNone(c.totalJobs()));
    gauge("carillon.jobs.active", () -> counts, c -> orNone(c.activeJobs()));
    gauge("carillon.executions.stored", () -> counts, c -> orNone(c.stored()));
    gauge("carillon.retrying", () -> counts, c -> orNone(c.retrying()));
  }

  /** Shows what all nodes together have to do, for autoscalers. */
  void cluster(ClusterLoad cluster) {
    gauge("carillon.queue.ready", () -> cluster, ClusterLoad::ready);
    gauge("carillon.workers", () -> cluster, ClusterLoad::workers);
    gauge("carillon.workers.desired", () -> cluster, ClusterLoad::workersDesired);
  }

  /** Shows when the API's certificate runs out. */
  void certificate(Supplier<Instant> expiresAt) {
    gauge("carillon.http.certificate.expiry.timestamp.seconds", expiresAt, Instant::getEpochSecond);
  }

  private static double orNone(@Nullable Number count) {
    return count == null ? Double.NaN : count.doubleValue();
  }

  /** Shows the JVM and the process. */
  @SuppressWarnings("resource") // lives as long as the process
  void jvm() {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmGcMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ClassLoaderMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
  }

  private <T> void gauge(String name, Supplier<T> source, ToDoubleFunction<T> value) {
    Gauge.builder(name, source, s -> value.applyAsDouble(s.get()))
        .strongReference(true)
        .register(registry);
  }
}
