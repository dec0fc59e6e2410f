package io.carillon.benchmarks.load;

import io.carillon.benchmarks.Arguments;
import java.util.ArrayList;
import java.util.List;

/** Calls that stay open for seconds: the receiver must have been started with that delay. */
final class SlowCase implements BenchmarkCase {
  @Override
  public CaseResult run(Bench bench, Arguments arguments) {
    FiringPlan plan = FiringPlan.from(arguments, 2_000, 60);
    int inFlightTarget = arguments.number("in-flight", 4_000, 1, 1_000_000);
    arguments.end();
    Firing firing = Firing.create(bench, plan);
    firing.awaitWindow();
    firing.watchWindow();
    FiringOutcome outcome = firing.drain();
    double inFlight = outcome.report().path("totals").path("waitingMax").asDouble(-1);
    List<Check> checks = new ArrayList<>(outcome.exactlyOnce());
    checks.add(Check.atLeast("calls in flight at the receiver", inFlight, inFlightTarget, ""));
    return new CaseResult(checks, outcome.raw());
  }
}
