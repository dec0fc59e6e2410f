package io.carillon.server.metrics;

import io.carillon.store.jdbc.CommitListener;
import io.carillon.store.jdbc.WriteClass;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Measures the store's commits. Called on the store's completion thread. */
final class StoreMeters implements CommitListener {
  private static final long MICROS_MAX = 60_000_000;

  private final Map<WriteClass, Timer> commits = new EnumMap<>(WriteClass.class);
  private final Map<WriteClass, Counter> operations = new EnumMap<>(WriteClass.class);
  final RollingHistogram rollingCommitMicros = new RollingHistogram(MICROS_MAX);

  StoreMeters(MeterRegistry registry) {
    for (WriteClass writeClass : WriteClass.values()) {
      String name = writeClass.name().toLowerCase(Locale.ROOT);
      commits.put(
          writeClass,
          Buckets.timer(
              registry,
              "carillon.store.commit",
              "Transactions that held operations of the class",
              "class",
              name));
      operations.put(
          writeClass,
          Counter.builder("carillon.store.operations")
              .description(
                  "Committed rows by class; of planning, the jobs that its rounds might take")
              .tags("class", name)
              .register(registry));
    }
  }

  @Override
  public void onCommit(WriteClass writeClass, int count, long nanos) {
    Timer timer = commits.get(writeClass);
    Counter counter = operations.get(writeClass);
    if (timer != null && counter != null) {
      timer.record(nanos, TimeUnit.NANOSECONDS);
      counter.increment(count);
    }
    rollingCommitMicros.record(nanos / 1_000);
  }

  void rotate() {
    rollingCommitMicros.rotate();
  }
}
