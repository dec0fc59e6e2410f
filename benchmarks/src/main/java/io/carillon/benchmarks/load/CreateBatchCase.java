package io.carillon.benchmarks.load;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.benchmarks.Arguments;
import java.util.List;

/** How long the batch route takes for many jobs, {@link JobBatches#CHUNK_MAX} in a request. */
final class CreateBatchCase implements BenchmarkCase {
  @Override
  public CaseResult run(Bench bench, Arguments arguments) {
    int jobs = arguments.number("jobs", 100_000, 1, 1_000_000);
    int warmJobs = arguments.number("warm-jobs", 50_000, 1, 1_000_000);
    int connections = arguments.number("connections", 2, 1, 64);
    int targetMs = arguments.number("target-ms", 3_000, 1, 600_000);
    arguments.end();
    JobBatches batches = new JobBatches(bench.server(connections));
    double warmSeconds = batches.createTimed(warmJobs, i -> Jobs.farFuture(bench.target(i), i));
    double seconds = batches.createTimed(jobs, i -> Jobs.farFuture(bench.target(i), i));
    ObjectNode raw = JsonNodeFactory.instance.objectNode();
    raw.put("jobs", jobs).put("jobsInARequest", JobBatches.CHUNK_MAX);
    raw.put("connections", connections).put("seconds", seconds);
    raw.put("createdPerSecond", jobs / seconds);
    raw.put("warmJobs", warmJobs).put("warmSeconds", warmSeconds);
    raw.put("serverRssMbPeak", bench.ofServer(ProcessStats::peakRssMb));
    String name = "%,d jobs".formatted(jobs);
    return new CaseResult(List.of(Check.below(name, seconds, targetMs / 1_000.0, "s")), raw);
  }
}
