package io.carillon.benchmarks.load;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.benchmarks.Arguments;
import java.time.Duration;
import java.util.List;

/**
 * Memory of a server that has many jobs and nothing to do. With {@code --jobs 0} nothing is
 * created: that measures a server that was started on jobs stored before.
 */
final class IdleCase implements BenchmarkCase {
  @Override
  public CaseResult run(Bench bench, Arguments arguments) {
    int jobs = arguments.number("jobs", 1_000_000, 0, 2_000_000);
    int settleSeconds = arguments.number("settle-seconds", 30, 0, 600);
    int target = arguments.number("rss-mb", 150, 1, 100_000);
    arguments.end();
    if (bench.server().isEmpty()) {
      throw new IllegalArgumentException("--server-pid is needed: memory is read from /proc");
    }
    long startedAt = System.nanoTime();
    Http server = bench.server(1);
    new JobBatches(server).create(jobs, i -> Jobs.farFuture(bench.target(i), i), _ -> {});
    double createSeconds = (System.nanoTime() - startedAt) / 1e9;
    double cpuBefore = bench.ofServer(process -> (double) process.cpuMs());
    Pause.of(Duration.ofSeconds(settleSeconds));
    double rss = bench.ofServer(ProcessStats::rssMb);
    ObjectNode raw = JsonNodeFactory.instance.objectNode();
    raw.put("jobsCreated", jobs).put("createSeconds", createSeconds);
    raw.put("settleSeconds", settleSeconds).put("rssMb", rss);
    raw.put("peakRssMb", bench.ofServer(ProcessStats::peakRssMb));
    raw.put("cpuMsWhileIdle", bench.ofServer(process -> (double) process.cpuMs()) - cpuBefore);
    raw.set("metrics", server.getNow("/api/v1/metrics"));
    return new CaseResult(List.of(Check.below("idle RSS", rss, target, "MB")), raw);
  }
}
