package io.carillon.benchmarks.load;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.benchmarks.Arguments;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What one execution costs the server beside the jobs that are stored already. With {@code --beside
 * FILE}, the result of a run with fewer of them, the cost must have stayed the same.
 */
final class GrowthCase implements BenchmarkCase {
  @Override
  public CaseResult run(Bench bench, Arguments arguments) {
    FiringPlan plan = FiringPlan.from(arguments, 5_000, 30);
    String beside = arguments.text("beside", "");
    int percentMax = arguments.number("growth-percent", 20, 1, 1_000);
    arguments.end();
    JsonNode before = bench.server(1).getNow("/api/v1/metrics");
    Firing firing = Firing.create(bench, plan);
    firing.awaitWindow();
    firing.watchWindow();
    FiringOutcome outcome = firing.drain();
    outcome.raw().put("storedJobs", before.path("totalJobs").asLong());
    List<Check> checks = new ArrayList<>();
    if (!beside.isEmpty()) {
      double few = ResultFile.read(Path.of(beside)).at("/raw/" + Firing.CPU).asDouble();
      double percent = (outcome.raw().path(Firing.CPU).asDouble() / few - 1) * 100;
      checks.add(Check.below("growth of the CPU time of an execution", percent, percentMax, "%"));
    }
    checks.addAll(outcome.exactlyOnce());
    return new CaseResult(checks, outcome.raw());
  }
}
