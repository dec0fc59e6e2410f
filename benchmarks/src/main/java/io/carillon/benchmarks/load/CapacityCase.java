package io.carillon.benchmarks.load;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.benchmarks.Arguments;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The most executions a second that passed the sustained case, beside the requests a second that
 * wrk sends to the same receiver. The tries are runs of their own; here are their ends.
 */
final class CapacityCase implements BenchmarkCase {
  @Override
  public CaseResult run(Bench bench, Arguments arguments) {
    int highest = arguments.number("highest", 0, 0, 10_000_000);
    int failedAt = arguments.number("failed-at", 0, 0, 10_000_000);
    int target = arguments.number("target", 30_000, 1, 10_000_000);
    int percent = arguments.number("ratio-percent", 20, 1, 100);
    String script = arguments.text("wrk-script", "benchmarks/call.lua");
    int connections = arguments.number("wrk-connections", 64, 1, 10_000);
    int seconds = arguments.number("wrk-seconds", 10, 1, 60);
    arguments.end();
    ObjectNode raw = JsonNodeFactory.instance.objectNode();
    raw.put("highest", highest).put("firstThatFailed", failedAt);
    raw.put("wrkConnections", connections).put("wrkSeconds", seconds);
    List<Check> checks = new ArrayList<>();
    checks.add(Check.atLeast("most jobs of every second that pass", highest, target, ""));
    // The first run is for the receiver's compiler.
    var _ = Wrk.run(bench.target(0), script, connections, Math.ceilDiv(seconds, 2));
    Optional<WrkReport> wrk = Wrk.run(bench.target(0), script, connections, seconds);
    if (wrk.isEmpty()) {
      raw.put("wrk", "not installed: no ratio");
      System.out.println("capacity: wrk is not installed: no ratio");
      return new CaseResult(checks, raw);
    }
    double ratio = highest / wrk.get().requestsPerSecond();
    raw.put("wrkRequestsPerSecond", wrk.get().requestsPerSecond());
    raw.put("wrkErrors", wrk.get().errors()).put("ratio", ratio);
    checks.add(Check.atLeast("the same, as a share of what wrk sends", ratio, percent / 100.0, ""));
    checks.add(Check.equal("errors of wrk", wrk.get().errors(), 0));
    return new CaseResult(checks, raw);
  }
}
