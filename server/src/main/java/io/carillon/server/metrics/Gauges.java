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
    gauge("carillon.in.flight", "Calls under way", status, EngineStatus::inFlight);
    gauge(
        "carillon.waiting",
        "Executions that are due and wait for a slot",
        status,
        EngineStatus::waiting);
    gauge(
        "carillon.offered",
        "Executions that were offered to nodes that call, and not taken as far as is known",
        status,
        EngineStatus::offered);
    gauge("carillon.planned", "Executions in the timer", status, EngineStatus::planned);
    gauge(
        "carillon.spilled.destinations",
        "Destinations with executions that wait in the store for a slot",
        status,
        EngineStatus::spilled);
    gauge(
        "carillon.settle.backlog",
        "Outcomes that are not yet durable",
        status,
        EngineStatus::settleBacklog);
    gauge(
        "carillon.plan.lead.seconds",
        "How far ahead the last full planning round reached; less than 0: behind",
        status,
        s -> s.leadMs() / 1_000.0);
    gauge(
        "carillon.planning",
        "Whether planning rounds are made, and succeed",
        status,
        s -> s.planning() ? 1 : 0);
    gauge("carillon.sending", "Whether due executions are sent", status, s -> s.sending() ? 1 : 0);
    gauge("carillon.term", "The node's term; 0 before it has one", status, EngineStatus::term);
    gauge(
        "carillon.engine.turn.age.seconds",
        "Time since the engine's last turn",
        status,
        s -> (clock.wallMs() - s.lastTurnAtMs()) / 1_000.0);
  }

  /** Shows the store's queues and log. */
  void store(Supplier<StoreStats> stats) {
    gauge(
        "carillon.store.wal.bytes",
        "Size of the store's write-ahead log",
        stats,
        StoreStats::walBytes);
    gauge(
        "carillon.store.reads.queued",
        "Reads that wait for a connection",
        stats,
        StoreStats::readsQueued);
    for (WriteClass writeClass : WriteClass.values()) {
      Gauge.builder(
              "carillon.store.writes.queued",
              stats,
              s -> s.get().queued().getOrDefault(writeClass, 0))
          .description("Writes that wait for the writer")
          .tags(Tags.of("class", writeClass.name().toLowerCase(Locale.ROOT)))
          .strongReference(true)
          .register(registry);
    }
  }

  /** Shows how much is stored. */
  void counts(StoreCounts counts) {
    gauge("carillon.jobs", "Jobs that are stored", () -> counts, c -> orNone(c.totalJobs()));
    gauge(
        "carillon.jobs.active", "Jobs that are active", () -> counts, c -> orNone(c.activeJobs()));
    gauge(
        "carillon.executions.stored",
        "Executions that are stored",
        () -> counts,
        c -> orNone(c.stored()));
    gauge(
        "carillon.retrying",
        "Executions that wait for another attempt",
        () -> counts,
        c -> orNone(c.retrying()));
  }

  /** Shows what all nodes together have to do, for autoscalers. */
  void cluster(ClusterLoad cluster) {
    gauge(
        "carillon.queue.ready",
        "Executions that are due and that no node has, in all",
        () -> cluster,
        ClusterLoad::ready);
    gauge("carillon.workers", "Nodes that make calls", () -> cluster, ClusterLoad::workers);
    gauge(
        "carillon.workers.desired",
        "Nodes that should make calls, for autoscalers",
        () -> cluster,
        ClusterLoad::workersDesired);
  }

  /** Shows when the API's certificate runs out. */
  void certificate(Supplier<Instant> expiresAt) {
    gauge(
        "carillon.http.certificate.expiry.timestamp.seconds",
        "When the API's certificate runs out",
        expiresAt,
        Instant::getEpochSecond);
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

  private <T> void gauge(
      String name, String description, Supplier<T> source, ToDoubleFunction<T> value) {
    Gauge.builder(name, source, s -> value.applyAsDouble(s.get()))
        .description(description)
        .strongReference(true)
        .register(registry);
  }
}
