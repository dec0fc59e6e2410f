package io.carillon.benchmarks.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.benchmarks.Arguments;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Lists, history and statistics of a store that holds many executions. */
final class HistoryCase implements BenchmarkCase {
  @Override
  public CaseResult run(Bench bench, Arguments arguments) {
    int perSecond = arguments.number("rate", 20, 1, 1_000);
    int warmSeconds = arguments.number("warm-seconds", 5, 0, 60);
    int seconds = arguments.number("window-seconds", 30, 1, 300);
    int target = arguments.number("p99-ms", 50, 1, 60_000);
    int executions = arguments.number("executions", 10_000_000, 1, Integer.MAX_VALUE);
    arguments.end();
    List<String> ids = Jobs.someIds(bench.server(1));
    kinds(bench, ids).run(perSecond, Duration.ofSeconds(warmSeconds + 1));
    PacedReads reads = kinds(bench, ids);
    reads.run(perSecond, Duration.ofSeconds(seconds));
    ObjectNode raw = JsonNodeFactory.instance.objectNode();
    raw.put("ratePerKind", perSecond);
    JsonNode metrics = bench.server(1).getNow("/api/v1/metrics");
    raw.set("serverMetrics", metrics);
    List<Check> checks = new ArrayList<>();
    double stored = metrics.path("totalExecutions").asDouble(-1);
    checks.add(Check.atLeast("executions in the store", stored, executions, ""));
    reads
        .kinds()
        .forEach(
            (name, kind) -> {
              raw.set(name, Latency.json(kind.latencyMicros).put("errors", kind.errors.get()));
              double p99 = Latency.ms(kind.latencyMicros, 99);
              checks.add(Check.below(name + " p99", p99, target, "ms"));
              checks.add(Check.equal(name + " errors", kind.errors.get(), 0));
            });
    return new CaseResult(checks, raw);
  }

  private static PacedReads kinds(Bench bench, List<String> ids) {
    return new PacedReads(bench.server(16))
        .add("jobs", _ -> "/api/v1/jobs?limit=50")
        .add("executions", _ -> "/api/v1/executions?limit=50")
        .add("failed executions", _ -> "/api/v1/executions/failed?limit=50")
        .add("history of a job", i -> "/api/v1/jobs/" + Jobs.pick(ids, i) + "/executions?limit=50")
        .add("statistics of a job", i -> "/api/v1/jobs/" + Jobs.pick(ids, i) + "/stats")
        .add("metrics", _ -> "/api/v1/metrics");
  }
}
