package io.carillon.benchmarks.pieces;

import io.carillon.core.Clock;
import io.carillon.core.ExecutionState;
import io.carillon.core.JobDefinition;
import io.carillon.core.JobId;
import io.carillon.core.JobSnapshot;
import io.carillon.core.port.Lease;
import io.carillon.core.port.Ledger;
import io.carillon.core.port.NewJob;
import io.carillon.core.port.OpenExecution;
import io.carillon.core.port.PlanRequest;
import io.carillon.core.port.Planning.JobPlan;
import io.carillon.core.port.Settlement;
import io.carillon.store.jdbc.JdbcStore;
import io.carillon.store.sqlite.SqliteConfig;
import io.carillon.store.sqlite.SqliteStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the store costs an execution: its row is planned in one transaction and settled in another,
 * each with a whole batch and a sync. Nothing else is under way, so every commit is waited for.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 4)
@Measurement(iterations = 5)
public class RecorderBatch {
  /** System property: where the store's file is made; a disk, as a sync of memory is free. */
  public static final String FOLDER = "carillon.bench.folder";

  /** A multiple of every batch. */
  static final int EXECUTIONS = 32_000;

  /** A planning round claims a job for this many of its seconds. */
  private static final int OCCURRENCES = 2;

  private static final int JOBS = 1_000;
  private static final int WAITING_MAX = 1_000;
  private static final long SECOND_MS = 1_000;

  @Param({"64", "256", "1000"})
  public int batch = 64;

  private @Nullable Path folder;
  private @Nullable JdbcStore store;
  private @Nullable Lease lease;

  @Setup
  public void open() throws IOException {
    open(Path.of(System.getProperty(FOLDER, "")));
  }

  /** Makes a store of jobs that are due at any time, in a folder of its own. */
  void open(Path parent) throws IOException {
    Path made = Files.createTempDirectory(parent, "recorder");
    JdbcStore opened =
        SqliteStore.open(made.resolve("carillon.db"), Clock.SYSTEM, SqliteConfig.DEFAULT);
    folder = made;
    store = opened;
    JobDefinition job = Samples.everySecond();
    Instant now = Samples.NOW;
    join(
        opened
            .jobs()
            .createAll(
                Stream.generate(() -> NewJob.of(JobId.create(now.toEpochMilli()), job, true, now))
                    .limit(JOBS)
                    .toList()));
    lease = join(opened.ledger().takeOver("bench")).lease();
  }

  /** Deletes what {@link #open} made. */
  @TearDown
  public void close() throws IOException {
    if (store != null) {
      store.close();
    }
    if (folder != null) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  @Benchmark
  @OperationsPerInvocation(EXECUTIONS)
  public int planAndSettle() {
    if (store == null || lease == null) {
      throw new IllegalStateException("not open");
    }
    int settled = 0;
    while (settled < EXECUTIONS) {
      settled += round(store.ledger(), lease);
    }
    return settled;
  }

  private int round(Ledger ledger, Lease holder) {
    PlanRequest due = new PlanRequest(Long.MAX_VALUE, batch / OCCURRENCES, WAITING_MAX);
    List<Settlement> outcomes =
        join(ledger.plan(holder, due, RecorderBatch::plan)).planned().stream()
            .map(RecorderBatch::success)
            .toList();
    if (outcomes.size() != batch) {
      throw new IllegalStateException("planned " + outcomes.size() + " in place of " + batch);
    }
    if (!join(ledger.settle(holder, outcomes)).stream().allMatch(outcome -> outcome.applied())) {
      throw new IllegalStateException("an outcome was not recorded");
    }
    return batch;
  }

  private static JobPlan plan(JobSnapshot job, long nextFireAtMs) {
    long[] occurrencesMs = new long[OCCURRENCES];
    for (int i = 0; i < OCCURRENCES; i++) {
      occurrencesMs[i] = nextFireAtMs + i * SECOND_MS;
    }
    return new JobPlan(occurrencesMs, null, nextFireAtMs + OCCURRENCES * SECOND_MS);
  }

  private static Settlement success(OpenExecution execution) {
    long startedAtMs = execution.scheduledAtMs() + 3;
    return new Settlement(
        execution.executionKey(),
        execution.job().jobKey(),
        execution.job().version(),
        execution.scheduledAtMs(),
        execution.dueAtMs(),
        ExecutionState.SUCCESS,
        0,
        startedAtMs,
        startedAtMs + 25,
        200,
        25,
        null,
        0,
        false,
        null);
  }

  private static <T> T join(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }
}
