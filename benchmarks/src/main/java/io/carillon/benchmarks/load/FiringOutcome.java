package io.carillon.benchmarks.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the receiver saw in the window, what the server recorded of it, and every number.
 *
 * @param endings all executions of the jobs, the ones around the window too
 * @param samples empty if the window was not watched
 */
record FiringOutcome(
    FiringPlan plan,
    JsonNode report,
    Ledger ledger,
    Endings endings,
    Optional<QueueSamples> samples,
    ObjectNode raw) {
  /** A backlog that grows by less than this share of a second's work does not grow. */
  private static final double GROWTH_MAX = 0.1;

  /** How late the calls were at the receiver: {@code p50}, {@code p99}, {@code max}. */
  double driftMs(String percentile) {
    return report.path("window").path("driftMs").path(percentile).asDouble(-1);
  }

  /** Every occurrence was called exactly once and is recorded as a success. */
  List<Check> exactlyOnce() {
    List<Check> checks =
        new ArrayList<>(
            List.of(
                Check.equal("calls missing", window("missing"), 0),
                Check.equal("calls duplicated", window("duplicates"), 0),
                Check.equal("jobs seen", window("jobs"), plan.jobs()),
                Check.equal("recorded SUCCESS", ledger.successes(), plan.expectedInLedger()),
                Check.equal("recorded otherwise", ledger.others(), 0)));
    if (plan.ledgerSeconds() < plan.windowSeconds()) {
      checks.add(Check.equal("counted SUCCESS", endings.successes(), plan.expectedInAll()));
      checks.add(Check.equal("counted otherwise", endings.others(), 0));
    }
    return checks;
  }

  /** What is due and not recorded was not more at the end of the window than at its beginning. */
  Check backlogDoesNotGrow() {
    double growth = samples.map(QueueSamples::backlogGrowth).orElse(Double.NaN);
    return Check.below("growth of the backlog", growth, plan.jobs() * GROWTH_MAX, "executions");
  }

  private long window(String number) {
    return report.path("window").path(number).asLong(-1);
  }
}
