package io.carillon.store.sqlite;

import io.carillon.core.DeliveryType;
import io.carillon.core.ExecutionState;
import io.carillon.core.JobDefinition;
import io.carillon.core.JobId;
import io.carillon.core.JobSnapshot;
import io.carillon.core.MisfirePolicy;
import io.carillon.core.OverlapPolicy;
import io.carillon.core.RetryPolicy;
import io.carillon.core.Target;
import io.carillon.core.port.CreateResult;
import io.carillon.core.port.Lease;
import io.carillon.core.port.NewJob;
import io.carillon.core.port.OpenExecution;
import io.carillon.core.port.PlanBatch;
import io.carillon.core.port.PlanRequest;
import io.carillon.core.port.Planning.JobPlan;
import io.carillon.core.port.Settled;
import io.carillon.core.port.Settlement;
import io.carillon.schedule.DstPolicy;
import io.carillon.testkit.ManualClock;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How fast the store is, to be run by hand: {@code StoreThroughput <folder> <jobs> <executions>}.
 * Time is simulated, so the store goes as fast as it can: each simulated second plans what fires in
 * the next five and settles what was planned.
 */
@SuppressWarnings("SystemOut")
public final class StoreThroughput {
  private static final int HORIZON_MS = 5_000;
  private static final int JOBS_A_PLAN = 500;
  private static final int SETTLEMENTS_MAX = 1_000;
  private static final int SETTLES_IN_FLIGHT = 8;

  private final ManualClock clock = new ManualClock(Instant.parse("2026-01-01T00:00:00Z"));

  private StoreThroughput() {}

  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    int jobs = Integer.parseInt(args[1]);
    long executions = Long.parseLong(args[2]);
    new StoreThroughput().run(folder.resolve("throughput.db"), jobs, executions);
  }

  private void run(Path file, int jobs, long executions) throws Exception {
    SqliteConfig config = SqliteConfig.DEFAULT;
    try (SqliteStore store = SqliteStore.open(file, clock, config)) {
      createAll(store, jobs);
      single(store, 64, 60_000);
      long start = System.nanoTime();
      long cpu = writerCpu();
      long done = execute(store, executions);
      double seconds = (System.nanoTime() - start) / 1e9;
      double cpuSeconds = (writerCpu() - cpu) / 1e9;
      System.out.printf(
          "%,d jobs: %,d executions planned and settled in %.1f s: %,.0f/s; writer CPU %.2f us each"
              + " (%,.0f/s a core); file %,d MB%n",
          jobs,
          done,
          seconds,
          done / seconds,
          cpuSeconds * 1e6 / done,
          done / cpuSeconds,
          Files.size(file) >> 20);
      System.out.println(store.stats());
    }
  }

  private void createAll(SqliteStore store, int jobs) {
    long start = System.nanoTime();
    long cpu = writerCpu();
    for (int from = 0; from < jobs; from += 10_000) {
      List<NewJob> batch = new ArrayList<>();
      for (int i = from; i < Math.min(jobs, from + 10_000); i++) {
        batch.add(job(i));
      }
      store.jobs().createAll(batch).toCompletableFuture().join();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        "batch creates: %,d in %.1f s: %,.0f/s; writer CPU %.1f us each%n",
        jobs, seconds, jobs / seconds, (writerCpu() - cpu) / 1e3 / jobs);
  }

  private void single(SqliteStore store, int callers, int count) {
    Semaphore slots = new Semaphore(callers);
    long[] latencies = new long[count];
    long start = System.nanoTime();
    long cpu = writerCpu();
    for (int i = 0; i < count; i++) {
      slots.acquireUninterruptibly();
      int index = i;
      long asked = System.nanoTime();
      store
          .jobs()
          .create(inactive(i), null)
          .whenComplete(
              (CreateResult result, Throwable error) -> {
                latencies[index] = System.nanoTime() - asked;
                slots.release();
              });
    }
    slots.acquireUninterruptibly(callers);
    double seconds = (System.nanoTime() - start) / 1e9;
    Arrays.sort(latencies);
    System.out.printf(
        "single creates, %d in flight: %,.0f/s, p50 %.2f ms, p99 %.2f ms, max %.1f ms; writer CPU %.1f us"
            + " each%n",
        callers,
        count / seconds,
        latencies[count / 2] / 1e6,
        latencies[count * 99 / 100] / 1e6,
        latencies[count - 1] / 1e6,
        (writerCpu() - cpu) / 1e3 / count);
  }

  private NewJob job(int i) {
    return NewJob.of(
        JobId.create(clock.wallMs()), definition(i, (i % 60) + " * * * * *"), true, clock.now());
  }

  private NewJob inactive(int i) {
    return NewJob.of(
        JobId.create(clock.wallMs()), definition(i, "0 0 0 1 1 *"), false, clock.now());
  }

  private static JobDefinition definition(int i, String schedule) {
    return new JobDefinition(
        null,
        null,
        schedule,
        ZoneOffset.UTC,
        DstPolicy.RUN_ONCE,
        new Target(
            URI.create("http://localhost:" + (8_000 + i % 10) + "/jobs/" + i),
            "POST",
            Map.of(),
            null),
        JobDefinition.TIMEOUT_MS_DEFAULT,
        DeliveryType.ATLEAST_ONCE,
        true,
        RetryPolicy.DEFAULT,
        MisfirePolicy.FIRE_ONCE,
        JobDefinition.CATCH_UP_WINDOW_MS_DEFAULT,
        OverlapPolicy.ALLOW,
        JobDefinition.START_DEADLINE_MS_DEFAULT,
        null,
        null,
        Set.of(),
        null);
  }

  private long execute(SqliteStore store, long executions) {
    Lease lease = store.ledger().takeOver("bench").toCompletableFuture().join().lease();
    AtomicLong done = new AtomicLong();
    ArrayDeque<CompletableFuture<List<Settled>>> settling = new ArrayDeque<>();
    while (done.get() < executions) {
      clock.advance(Duration.ofSeconds(1));
      long untilMs = clock.wallMs() + HORIZON_MS;
      PlanRequest request = new PlanRequest(untilMs, JOBS_A_PLAN, 1_000);
      PlanBatch batch;
      do {
        batch =
            store
                .ledger()
                .plan(lease, request, (job, next) -> plan(job, next, untilMs))
                .toCompletableFuture()
                .join();
        for (int i = 0; i < batch.planned().size(); i += SETTLEMENTS_MAX) {
          List<OpenExecution> part =
              batch.planned().subList(i, Math.min(batch.planned().size(), i + SETTLEMENTS_MAX));
          settling.add(settle(store, lease, part, done));
          if (settling.size() > SETTLES_IN_FLIGHT) {
            settling.remove().join();
          }
        }
      } while (batch.more());
    }
    settling.forEach(CompletableFuture::join);
    return done.get();
  }

  private static JobPlan plan(JobSnapshot job, long nextMs, long untilMs) {
    long[] occurrences = new long[16];
    int count = 0;
    long next = nextMs;
    while (next <= untilMs && count < occurrences.length) {
      occurrences[count++] = next;
      next = job.rule().nextAfter(next);
    }
    return new JobPlan(Arrays.copyOf(occurrences, count), null, next);
  }

  private static CompletableFuture<List<Settled>> settle(
      SqliteStore store, Lease lease, List<OpenExecution> executions, AtomicLong done) {
    List<Settlement> settlements =
        executions.stream()
            .map(
                e ->
                    new Settlement(
                        e.executionKey(),
                        e.job().jobKey(),
                        e.job().version(),
                        e.scheduledAtMs(),
                        e.dueAtMs(),
                        ExecutionState.SUCCESS,
                        0,
                        e.scheduledAtMs() + 2,
                        e.scheduledAtMs() + 25,
                        200,
                        23,
                        null,
                        0,
                        false,
                        null))
            .toList();
    return store
        .ledger()
        .settle(lease, settlements)
        .thenApply(
            results -> {
              for (Settled settled : results) {
                if (!settled.applied()) {
                  throw new IllegalStateException("a settlement was not applied");
                }
              }
              done.addAndGet(results.size());
              return results;
            })
        .toCompletableFuture();
  }

  private static long writerCpu() {
    var threads = ManagementFactory.getThreadMXBean();
    for (long id : threads.getAllThreadIds()) {
      var info = threads.getThreadInfo(id);
      if (info != null && info.getThreadName().equals("carillon-store-writer")) {
        return threads.getThreadCpuTime(id);
      }
    }
    throw new IllegalStateException("no writer");
  }
}
