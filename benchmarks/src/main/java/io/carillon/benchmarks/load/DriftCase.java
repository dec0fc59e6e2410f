package io.carillon.benchmarks.load;

import io.carillon.benchmarks.Arguments;
import java.util.ArrayList;
import java.util.List;

/** How late calls reach the receiver: arrival less scheduled instant. */
final class DriftCase implements BenchmarkCase {
  @Override
  public CaseResult run(Bench bench, Arguments arguments) {
    FiringPlan plan = FiringPlan.from(arguments, 1_000, 30);
    int p50Target = arguments.number("p50-ms", Check.NO_TARGET, Check.NO_TARGET, 60_000);
    int p99Target = arguments.number("p99-ms", Check.NO_TARGET, Check.NO_TARGET, 60_000);
    arguments.end();
    Firing firing = Firing.create(bench, plan);
    firing.awaitWindow();
    firing.watchWindow();
    FiringOutcome outcome = firing.drain();
    List<Check> checks = new ArrayList<>();
    if (p50Target != Check.NO_TARGET) {
      checks.add(Check.below("drift p50", outcome.driftMs("p50"), p50Target, "ms"));
    }
    if (p99Target != Check.NO_TARGET) {
      checks.add(Check.below("drift p99", outcome.driftMs("p99"), p99Target, "ms"));
    }
    checks.addAll(outcome.exactlyOnce());
    return new CaseResult(checks, outcome.raw());
  }
}
