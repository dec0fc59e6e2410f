package io.carillon.benchmarks.load;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.benchmarks.Arguments;
import java.time.Duration;
import java.util.List;

/**
 * How many jobs single POSTs create each second over keep-alive connections, sent by wrk, which
 * takes less of the processors from the server than a client of ours.
 */
final class CreateWrkCase implements BenchmarkCase {
  /** The server counts its jobs now and then. */
  private static final Duration COUNTED = Duration.ofSeconds(3);

  @Override
  public CaseResult run(Bench bench, Arguments arguments) {
    int connections = arguments.number("connections", 64, 1, 10_000);
    int warmSeconds = arguments.number("warm-seconds", 20, 1, 300);
    int seconds = arguments.number("window-seconds", 10, 1, 60);
    int target = arguments.number("per-second", 20_000, 1, 1_000_000);
    int p99Target = arguments.number("p99-ms", 20, 1, 60_000);
    String script = arguments.text("wrk-script", "benchmarks/create.lua");
    arguments.end();
    String url = bench.serverUrl() + "/api/v1/jobs";
    long before = jobsStored(bench);
    WrkReport warm = send(bench, url, script, connections, warmSeconds);
    WrkReport measured = send(bench, url, script, connections, seconds);
    Pause.of(COUNTED);
    long stored = jobsStored(bench) - before;
    long missing = Math.max(0, warm.requests() + measured.requests() - stored);
    ObjectNode raw = JsonNodeFactory.instance.objectNode();
    raw.put("client", "wrk").put("connections", connections);
    raw.put("warmSeconds", warmSeconds).put("seconds", seconds);
    raw.put("warmPerSecond", warm.requestsPerSecond());
    raw.put("createdPerSecond", measured.requestsPerSecond()).put("p99Ms", measured.p99Ms());
    raw.put("jobsStored", stored).put("serverRssMb", bench.ofServer(ProcessStats::rssMb));
    return new CaseResult(
        List.of(
            Check.atLeast("creations each second", measured.requestsPerSecond(), target, "1/s"),
            Check.below("p99 of a creation", measured.p99Ms(), p99Target, "ms"),
            Check.equal("errors", warm.errors() + measured.errors(), 0),
            Check.equal("answered creations that are not stored", missing, 0)),
        raw);
  }

  private static long jobsStored(Bench bench) {
    return bench.server(1).getNow("/api/v1/metrics").path("totalJobs").asLong();
  }

  private static WrkReport send(
      Bench bench, String url, String script, int connections, int seconds) {
    return Wrk.run(url, script, connections, seconds, bench.target(0))
        .orElseThrow(() -> new IllegalStateException("wrk is not installed"));
  }
}
