package io.carillon.benchmarks.load;

import io.carillon.benchmarks.Arguments;
import java.util.ArrayList;
import java.util.List;

/** Thousands of jobs that fire every second: each occurrence called once, recorded, in step. */
final class SustainedCase implements BenchmarkCase {
  /** Pruning rests for a while when it finds nothing to do: so much may gather. */
  private static final int UNPRUNED_SECONDS_MAX = 60;

  @Override
  public CaseResult run(Bench bench, Arguments arguments) {
    FiringPlan plan = FiringPlan.from(arguments, 30_000, 60);
    int rssTarget = arguments.number("rss-mb", 512, Check.NO_TARGET, 100_000);
    int rowsMax = arguments.number("rows-max", Check.NO_TARGET, Check.NO_TARGET, Integer.MAX_VALUE);
    arguments.end();
    Firing firing = Firing.create(bench, plan);
    firing.awaitWindow();
    firing.watchWindow();
    FiringOutcome outcome = firing.drain();
    List<Check> checks = new ArrayList<>(outcome.exactlyOnce());
    checks.add(outcome.backlogDoesNotGrow());
    if (rssTarget != Check.NO_TARGET) {
      double rss = outcome.raw().path(Firing.PEAK_RSS).asDouble();
      checks.add(Check.below("peak RSS", rss, rssTarget, "MB"));
    }
    if (rowsMax != Check.NO_TARGET) {
      double stored = outcome.raw().at("/metrics/totalExecutions").asDouble();
      double max = rowsMax + (double) plan.jobs() * UNPRUNED_SECONDS_MAX;
      checks.add(Check.below("executions stored at the end", stored, max, ""));
    }
    return new CaseResult(checks, outcome.raw());
  }
}
