package io.carillon.benchmarks.load;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.benchmarks.Arguments;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Many one-shot jobs that are due at one instant: how long until the last call is made. */
final class BurstCase implements BenchmarkCase {
  @Override
  public CaseResult run(Bench bench, Arguments arguments) {
    BurstPlan plan = BurstPlan.from(arguments);
    int targetMs = arguments.number("last-call-ms", Check.NO_TARGET, Check.NO_TARGET, 600_000);
    arguments.end();
    warm(bench, plan);
    List<BurstRound> rounds = new ArrayList<>();
    for (int i = 0; i < plan.rounds(); i++) {
      rounds.add(BurstRound.run(bench, plan));
    }
    BurstRound median = median(rounds);
    List<Check> checks = new ArrayList<>();
    if (targetMs != Check.NO_TARGET) {
      String name = "time to the last call" + (rounds.size() > 1 ? ", median round" : "");
      checks.add(Check.below(name, median.lastCallSeconds(), targetMs / 1_000.0, "s"));
    }
    rounds.forEach(round -> checks.addAll(round.exactlyOnce(plan.jobs())));
    return new CaseResult(checks, raw(plan, rounds, median));
  }

  /** Lets jobs fire every second for a while. */
  private static void warm(Bench bench, BurstPlan plan) {
    Http server = bench.server(1);
    int leadSeconds = 3;
    FiringPlan.Times times =
        new FiringPlan(plan.warmJobs(), false, leadSeconds, 0, plan.warmSeconds(), 0)
            .startingFrom(Instant.now());
    new JobBatches(server)
        .create(
            plan.warmJobs(),
            i -> Jobs.everySecond(bench.target(i), times.startAt(), times.endAt()),
            _ -> {});
    Pause.until(times.endAt());
    new ServerQueue(server).awaitEmpty();
  }

  /** The slower one of two. */
  private static BurstRound median(List<BurstRound> rounds) {
    return rounds.stream()
        .sorted(Comparator.comparingDouble(BurstRound::lastCallSeconds))
        .toList()
        .get(rounds.size() / 2);
  }

  /** The median round in full, of the others only how long they took. */
  private static ObjectNode raw(BurstPlan plan, List<BurstRound> rounds, BurstRound median) {
    ObjectNode raw = JsonNodeFactory.instance.objectNode();
    raw.put("jobs", plan.jobs()).put("rounds", plan.rounds());
    raw.put("warmJobs", plan.warmJobs()).put("warmSeconds", plan.warmSeconds());
    var each = raw.putArray("lastCallSeconds");
    rounds.forEach(round -> each.add(Math.round(round.lastCallSeconds() * 1_000) / 1_000.0));
    raw.setAll(median.raw());
    return raw;
  }
}
