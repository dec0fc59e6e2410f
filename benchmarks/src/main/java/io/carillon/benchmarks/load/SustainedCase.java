package io.carillon.benchmarks.load;

import io.carillon.benchmarks.Arguments;
import java.util.ArrayList;
import java.util.List;

/** Thousands of jobs that fire every second: each occurrence called once, recorded, on time. */
final class SustainedCase implements BenchmarkCase {
  @Override
  public CaseResult run(Bench bench, Arguments arguments) {
    FiringPlan plan = FiringPlan.from(arguments, 5_000);
    int driftTarget = arguments.number("drift-p99-ms", 250, 1, 60_000);
    arguments.end();
    Firing firing = Firing.create(bench, plan);
    firing.awaitWindow();
    firing.watchWindow();
    Firing.Outcome outcome = firing.drain();
    List<Check> checks = new ArrayList<>(outcome.exactlyOnce(plan));
    checks.add(Check.below("drift p99 at the receiver", outcome.driftMs("p99"), driftTarget, "ms"));
    return new CaseResult(checks, outcome.raw());
  }
}
