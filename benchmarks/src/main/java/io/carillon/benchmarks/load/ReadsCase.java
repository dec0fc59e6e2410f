package io.carillon.benchmarks.load;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.benchmarks.Arguments;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Reading jobs, their last executions and the health while thousands of jobs fire every second. */
final class ReadsCase implements BenchmarkCase {
  @Override
  public CaseResult run(Bench bench, Arguments arguments) {
    FiringPlan plan = FiringPlan.from(arguments, 20_000, 30);
    int perSecond = arguments.number("rate", 100, 1, 10_000);
    int target = arguments.number("p99-ms", 20, 1, 60_000);
    arguments.end();
    List<String> stored = Jobs.someIds(bench.server(1));
    Firing firing = Firing.create(bench, plan);
    List<String> fired = firing.jobIds();
    PacedReads reads =
        new PacedReads(bench.server(16))
            .add("last 5 executions of a job", i -> executions(Jobs.pick(stored, i)))
            .add("last 5 executions of a firing job", i -> executions(Jobs.pick(fired, i)))
            .add("job by id", i -> "/api/v1/jobs/" + Jobs.pick(fired, i))
            .add("health", _ -> "/api/v1/health");
    firing.awaitWindow();
    CompletableFuture<Void> watched = CompletableFuture.runAsync(firing::watchWindow);
    reads.run(perSecond, Duration.ofSeconds(plan.windowSeconds()));
    watched.join();
    FiringOutcome outcome = firing.drain();
    ObjectNode raw = outcome.raw();
    raw.put("ratePerKind", perSecond);
    List<Check> checks = new ArrayList<>();
    reads
        .kinds()
        .forEach(
            (name, kind) -> {
              raw.set(name, Latency.json(kind.latencyMicros).put("errors", kind.errors.get()));
              double p99 = Latency.ms(kind.latencyMicros, 99);
              checks.add(Check.below(name + " p99", p99, target, "ms"));
              checks.add(Check.equal(name + " errors", kind.errors.get(), 0));
            });
    checks.addAll(outcome.exactlyOnce());
    return new CaseResult(checks, raw);
  }

  /** The route shows 5 unless told otherwise. */
  private static String executions(String jobId) {
    return "/api/v1/jobs/" + jobId + "/executions";
  }
}
