package io.carillon.store.sqlite;

import io.carillon.core.Clock;
import io.carillon.core.Execution;
import io.carillon.core.ExecutionState;
import io.carillon.core.JobId;
import io.carillon.core.port.History.ExecutionQuery;
import io.carillon.core.port.JobStore.JobQuery;
import io.carillon.core.port.Page;
import io.carillon.testkit.Stages;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How long reads take, to be run by hand on a store that {@link StoreThroughput} filled: {@code
 * StoreReadLatency <folder>}.
 */
public final class StoreReadLatency {
  private static final int SAMPLES = 500;

  private final SqliteStore store;
  private final Random random = new Random(1);

  private StoreReadLatency(SqliteStore store) {
    this.store = store;
  }

  @SuppressWarnings("SystemOut")
  public static void main(String[] args) throws Exception {
    Path file = Path.of(args[0]).resolve("throughput.db");
    try (SqliteStore store = SqliteStore.open(file, Clock.SYSTEM, SqliteConfig.DEFAULT)) {
      System.out.printf("%,d executions%n", Stages.join(store.history().count()));
      new StoreReadLatency(store).run();
    }
  }

  private void run() {
    List<Execution> latest = executions(null, Set.of(), null).items();
    List<JobId> jobs = latest.stream().map(Execution::jobId).distinct().toList();
    Supplier<JobId> anyJob = () -> jobs.get(random.nextInt(jobs.size()));
    measure("latest executions", () -> list(null, Set.of(), null));
    measure("latest of a job", () -> list(anyJob.get(), Set.of(), null));
    for (ExecutionState state : ExecutionState.values()) {
      measure("latest " + state, () -> list(null, Set.of(state), null));
      measure("latest " + state + " of a job", () -> list(anyJob.get(), Set.of(state), null));
    }
    Execution oldest = latest.getLast();
    String deep = Cursor.encode('x', oldest.id().key() - (3_600L << 30));
    measure("executions deep in the list", () -> list(null, Set.of(), deep));
    measure("one execution", () -> store.history().find(oldest.id()));
    measure("stats of a job", () -> store.jobs().stats(anyJob.get()));
    measure("one job", () -> store.jobs().find(anyJob.get()));
    measure("jobs", () -> store.jobs().list(query(null, null)));
    measure("active jobs", () -> store.jobs().list(query(true, null)));
    measure("jobs by a text that none has", () -> store.jobs().list(query(null, "nowhere")));
    measure("counts", () -> store.jobs().counts());
  }

  private static JobQuery query(@Nullable Boolean isActive, @Nullable String text) {
    return new JobQuery(isActive, null, null, text, 100, null);
  }

  private Page<Execution> executions(
      @Nullable JobId job, Set<ExecutionState> states, @Nullable String cursor) {
    return Stages.join(list(job, states, cursor));
  }

  private CompletionStage<Page<Execution>> list(
      @Nullable JobId job, Set<ExecutionState> states, @Nullable String cursor) {
    return store
        .history()
        .list(
            new ExecutionQuery(
                job, states, null, null, Instant.parse("2100-01-01T00:00:00Z"), 100, cursor));
  }

  @SuppressWarnings("SystemOut")
  private static void measure(String what, Supplier<? extends CompletionStage<?>> read) {
    long[] nanos = new long[SAMPLES];
    for (int i = 0; i < SAMPLES; i++) {
      long start = System.nanoTime();
      Stages.join(read.get());
      nanos[i] = System.nanoTime() - start;
    }
    Arrays.sort(nanos);
    System.out.printf(
        "%-34s p50 %7.2f ms  p99 %7.2f ms  max %7.2f ms%n",
        what, nanos[SAMPLES / 2] / 1e6, nanos[SAMPLES * 99 / 100] / 1e6, nanos[SAMPLES - 1] / 1e6);
  }
}
