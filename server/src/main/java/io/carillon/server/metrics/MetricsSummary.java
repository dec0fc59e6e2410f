package io.carillon.server.metrics;

import com.fasterxml.jackson.core.JsonGenerator;
import io.carillon.core.Clock;
import io.carillon.core.port.OutcomeCounts.Counts;
import io.carillon.engine.EngineStatus;
import io.carillon.server.json.Numbers;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The JSON summaries of what the nodes did lately; from memory alone. Thread-safe. */
public final class MetricsSummary {
  private static final double MICROS_PER_MS = 1_000;

  private final EngineMeters engine;
  private final StoreMeters store;
  private final ApiMeters api;
  private final StoreCounts counts;
  private final ClusterLoad cluster;
  private final Supplier<EngineStatus> status;
  private final Clock clock;

  MetricsSummary(
      EngineMeters engine,
      StoreMeters store,
      ApiMeters api,
      StoreCounts counts,
      ClusterLoad cluster,
      Supplier<EngineStatus> status,
      Clock clock) {
    this.engine = engine;
    this.store = store;
    this.api = api;
    this.counts = counts;
    this.cluster = cluster;
    this.status = status;
    this.clock = clock;
  }

  /** What all nodes did lately. */
  Recent recent() {
    return cluster.recent(Recent.of(engine, clock.wallMs(), false));
  }

  /** Executions of all nodes; null before the first count. */
  StoreCounts.@Nullable Executions executions() {
    return counts.executions();
  }

  /** Writes the body of {@code /metrics}. */
  public void write(JsonGenerator out) throws IOException {
    Recent recent = recent();
    Optional<RollingHistogram.Summary> duration = RollingHistogram.Summary.of(recent.durationMs());
    out.writeStartObject();
    out.writeNumberField("nodes", cluster.nodes());
    Numbers.write(out, "totalExecutions", counts.stored());
    out.writeNumberField("activeExecutions", cluster.processing());
    Numbers.write(out, "totalJobs", counts.totalJobs());
    Numbers.write(out, "activeJobs", counts.activeJobs());
    writeEnded(out, counts.executions());
    write(out, "lastMinute", recent.minute());
    write(out, "lastHour", recent.hour());
    write(out, "driftMs", RollingHistogram.Summary.of(recent.driftMs()), 1);
    Numbers.writeRounded(
        out, "meanDurationMs", duration.map(RollingHistogram.Summary::mean).orElse(Double.NaN));
    out.writeNumberField("retries", recent.retries());
    write(out, "apiLatencyMs", api.rollingMicros.summary(), MICROS_PER_MS);
    write(out, "storeLatencyMs", store.rollingCommitMicros.summary(), MICROS_PER_MS);
    write(out, "sinceStart", engine.rollingOutcomes.sinceStart());
    out.writeEndObject();
  }

  /** Writes the body of {@code /queue/stats}. */
  public void writeQueue(JsonGenerator out) throws IOException {
    EngineStatus now = status.get();
    out.writeStartObject();
    out.writeNumberField("ready", cluster.ready());
    out.writeNumberField("processing", cluster.processing());
    Numbers.write(out, "retry", counts.retrying());
    Numbers.write(out, "completed", counts.succeeded());
    Numbers.write(out, "failed", counts.failed());
    out.writeNumberField("workers", cluster.workers());
    out.writeNumberField("workersDesired", cluster.workersDesired());
    out.writeNumberField("planned", now.planned());
    out.writeNumberField("settling", now.settleBacklog());
    out.writeEndObject();
  }

  private static void writeEnded(JsonGenerator out, StoreCounts.@Nullable Executions executions)
      throws IOException {
    if (executions == null) {
      out.writeNullField("ended");
      return;
    }
    out.writeObjectFieldStart("ended");
    executions.writeEnded(out);
    out.writeEndObject();
  }

  private static void write(JsonGenerator out, String field, Counts counts) throws IOException {
    long judged = counts.success() + counts.failed();
    out.writeObjectFieldStart(field);
    out.writeNumberField("success", counts.success());
    out.writeNumberField("failed", counts.failed());
    out.writeNumberField("skipped", counts.skipped());
    out.writeNumberField("cancelled", counts.cancelled());
    Numbers.writeRounded(out, "successRate", Numbers.share(counts.success(), judged));
    Numbers.writeRounded(out, "errorRate", Numbers.share(counts.failed(), judged));
    out.writeEndObject();
  }

  private static void write(
      JsonGenerator out, String field, Optional<RollingHistogram.Summary> summary, double divisor)
      throws IOException {
    if (summary.isEmpty()) {
      out.writeNullField(field);
      return;
    }
    RollingHistogram.Summary values = summary.get();
    out.writeObjectFieldStart(field);
    Numbers.writeRounded(out, "mean", values.mean() / divisor);
    Numbers.writeRounded(out, "p50", values.p50() / divisor);
    Numbers.writeRounded(out, "p90", values.p90() / divisor);
    Numbers.writeRounded(out, "p99", values.p99() / divisor);
    Numbers.writeRounded(out, "max", values.max() / divisor);
    out.writeEndObject();
  }
}
