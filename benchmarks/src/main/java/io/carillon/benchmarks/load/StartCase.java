package io.carillon.benchmarks.load;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.benchmarks.Arguments;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Time from starting the server's process on a filled store to its ready line. */
final class StartCase implements BenchmarkCase {
  @Override
  public CaseResult run(Bench bench, Arguments arguments) {
    List<String> command = List.of(arguments.text("command", "bin/carillon serve").split(" ", -1));
    int runs = arguments.number("runs", 3, 1, 20);
    int target = arguments.number("ready-ms", 1_500, 1, 600_000);
    arguments.end();
    ObjectNode raw = JsonNodeFactory.instance.objectNode();
    ArrayNode each = JsonNodeFactory.instance.arrayNode();
    List<Double> readyMs = new ArrayList<>();
    for (int i = 0; i < runs; i++) {
      try (ServerProcess server = ServerProcess.start(command)) {
        long lineMs = server.awaitReadyLine(Duration.ofMinutes(2));
        long healthMs = server.awaitHealthy(bench.server(1), Duration.ofMinutes(2));
        readyMs.add((double) lineMs);
        raw.set("setup", ServerSetup.json(server.stats()));
        each.addObject()
            .put("readyLineMs", lineMs)
            .put("healthReadyMs", healthMs)
            .put("rssMb", server.stats().rssMb())
            .put("cpuMs", server.stats().cpuMs());
      }
    }
    raw.set("runs", each);
    double worst = readyMs.stream().mapToDouble(Double::doubleValue).max().orElse(-1);
    return new CaseResult(List.of(Check.below("worst time to ready", worst, target, "ms")), raw);
  }
}
