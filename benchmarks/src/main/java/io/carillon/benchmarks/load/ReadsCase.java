package io.carillon.benchmarks.load;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.benchmarks.Arguments;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Reading one job and the health while a thousand jobs fire every second. */
final class ReadsCase implements BenchmarkCase {
  @Override
  public CaseResult run(Bench bench, Arguments arguments) {
    FiringPlan plan = FiringPlan.from(arguments, 1_000);
    int perSecond = arguments.number("rate", 200, 1, 10_000);
    int target = arguments.number("p50-ms", 10, 1, 60_000);
    arguments.end();
    Firing firing = Firing.create(bench, plan);
    List<String> ids = firing.jobIds();
    PacedReads reads =
        new PacedReads(bench.server(16))
            .add("job by id", i -> "/api/v1/jobs/" + ids.get(i * 31 % ids.size()))
            .add("health", _ -> "/api/v1/health");
    firing.awaitWindow();
    CompletableFuture<Void> watched = CompletableFuture.runAsync(firing::watchWindow);
    reads.run(perSecond, Duration.ofSeconds(plan.windowSeconds()));
    watched.join();
    Firing.Outcome outcome = firing.drain();
    ObjectNode raw = outcome.raw();
    List<Check> checks = new ArrayList<>();
    reads
        .kinds()
        .forEach(
            (name, kind) -> {
              raw.set(name, Latency.json(kind.latencyMicros).put("errors", kind.errors.get()));
              double p50 = Latency.ms(kind.latencyMicros, 50);
              checks.add(Check.below(name + " p50", p50, target, "ms"));
              checks.add(Check.equal(name + " errors", kind.errors.get(), 0));
            });
    checks.addAll(outcome.exactlyOnce(plan));
    return new CaseResult(checks, raw);
  }
}
