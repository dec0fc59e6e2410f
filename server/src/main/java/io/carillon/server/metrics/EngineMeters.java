package io.carillon.server.metrics;

import io.carillon.core.Alert;
import io.carillon.core.Clock;
import io.carillon.core.ExecutionState;
import io.carillon.core.JobSnapshot;
import io.carillon.core.port.Planning.SkippedRun;
import io.carillon.engine.EngineListener;
import io.carillon.engine.QueueOperation;
import io.carillon.engine.StoreOperation;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Counts what the engine did. Hears of up to tens of thousands of moves a second on the engine's
 * thread, so all meters are looked up beforehand.
 */
final class EngineMeters implements EngineListener {
  private static final long MS_MAX = 3_600_000;

  private final MeterRegistry registry;
  private final Clock clock;
  private final Map<ExecutionState, Counter> outcomes = new EnumMap<>(ExecutionState.class);
  private final Map<Alert.Kind, Counter> alerts;
  private final Map<StoreOperation, Counter> storeFailures;
  private final Map<QueueOperation, Counter> queueFailures;
  private final Counter retries;
  private final Counter stale;
  private final Timer drift;
  private final Timer duration;
  private final Timer planning;
  private final DistributionSummary planBatch;
  private final Timer settling;
  private final DistributionSummary settleBatch;
  final RollingOutcomes rollingOutcomes = new RollingOutcomes();
  final SecondRing rollingRetries = new SecondRing(RollingOutcomes.MINUTE_S);
  final RollingHistogram rollingDriftMs = new RollingHistogram(MS_MAX);
  final RollingHistogram rollingDurationMs = new RollingHistogram(MS_MAX);

  EngineMeters(MeterRegistry registry, Clock clock) {
    this.registry = registry;
    this.clock = clock;
    for (ExecutionState state : ExecutionState.values()) {
      if (state.isTerminal()) {
        outcomes.put(
            state,
            counter(
                "carillon.executions",
                "Executions that ended, by outcome",
                "outcome",
                lower(state)));
      }
    }
    alerts =
        counters(Alert.Kind.class, "carillon.alerts", "Alerts that were raised, by kind", "kind");
    storeFailures =
        counters(
            StoreOperation.class,
            "carillon.store.failures",
            "Operations of the engine that the store refused",
            "operation");
    queueFailures =
        counters(
            QueueOperation.class,
            "carillon.queue.failures",
            "Operations that the queue refused",
            "operation");
    retries = counter("carillon.retries", "Attempts that failed and are followed by another");
    stale =
        counter(
            "carillon.settle.stale",
            "Outcomes that came too late, as another node held the execution");
    drift = Buckets.timer(registry, "carillon.drift", "startedAt minus scheduledAt");
    duration = Buckets.timer(registry, "carillon.call.duration", "Duration of calls");
    planning = Timer.builder("carillon.plan").description("Planning rounds").register(registry);
    planBatch =
        DistributionSummary.builder("carillon.plan.batch")
            .description("Executions of a planning round")
            .register(registry);
    settling =
        Timer.builder("carillon.settle")
            .description("Time to make a batch of outcomes durable")
            .register(registry);
    settleBatch =
        DistributionSummary.builder("carillon.settle.batch")
            .description("Outcomes that were recorded together")
            .register(registry);
  }

  /** One for each constant, there before it counts: a series that begins at 1 is no increase. */
  private <E extends Enum<E>> Map<E, Counter> counters(
      Class<E> constants, String name, String description, String tag) {
    Map<E, Counter> counters = new EnumMap<>(constants);
    for (E constant : constants.getEnumConstants()) {
      counters.put(
          constant, counter(name, description, tag, constant.toString().toLowerCase(Locale.ROOT)));
    }
    return counters;
  }

  private Counter counter(String name, String description, String... tags) {
    return Counter.builder(name).description(description).tags(tags).register(registry);
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public void moved(Moved move) {
    long nowMs = clock.wallMs();
    ExecutionState to = move.to();
    if (to.isTerminal()) {
      count(to, nowMs, 1);
    } else if (to == ExecutionState.RETRYING) {
      retries.increment();
      rollingRetries.add(nowMs, 1);
    }
    if (move.driftMs() >= 0) {
      drift.record(move.driftMs(), TimeUnit.MILLISECONDS);
      rollingDriftMs.record(move.driftMs());
    }
    if (move.durationMs() >= 0 && to != ExecutionState.RUNNING) {
      duration.record(move.durationMs(), TimeUnit.MILLISECONDS);
      rollingDurationMs.record(move.durationMs());
    }
  }

  private void count(ExecutionState outcome, long nowMs, long count) {
    Counter counter = outcomes.get(outcome);
    if (counter != null) {
      counter.increment((double) count);
    }
    rollingOutcomes.add(outcome, nowMs, count);
  }

  @Override
  public void alerted(Alert alert) {
    increment(alerts.get(alert.kind()));
  }

  private static void increment(@Nullable Counter counter) {
    if (counter != null) {
      counter.increment();
    }
  }

  @Override
  public void planned(int executions, int jobs, long nanos) {
    planning.record(nanos, TimeUnit.NANOSECONDS);
    planBatch.record(executions);
  }

  @Override
  public void skipped(JobSnapshot job, SkippedRun run) {
    count(ExecutionState.SKIPPED, clock.wallMs(), run.count());
  }

  @Override
  public void recorded(int settlements, int staleOnes, long nanos) {
    settling.record(nanos, TimeUnit.NANOSECONDS);
    settleBatch.record(settlements);
    stale.increment(staleOnes);
  }

  @Override
  public void storeFailed(StoreOperation operation, Throwable cause) {
    increment(storeFailures.get(operation));
  }

  @Override
  public void queueFailed(QueueOperation operation, Throwable cause) {
    increment(queueFailures.get(operation));
  }

  void rotate() {
    rollingDriftMs.rotate();
    rollingDurationMs.rotate();
  }
}
