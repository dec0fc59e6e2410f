package io.carillon.benchmarks.load;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.carillon.benchmarks.Arguments;
import java.util.List;

/** Creates many jobs that fire months from now: the filled store of another case. */
final class FillCase implements BenchmarkCase {
  @Override
  public CaseResult run(Bench bench, Arguments arguments) {
    int jobs = arguments.number("jobs", 1_000_000, 1, 10_000_000);
    arguments.end();
    long startedAt = System.nanoTime();
    new JobBatches(bench.server(1)).create(jobs, i -> Jobs.farFuture(bench.target(i), i), _ -> {});
    double seconds = (System.nanoTime() - startedAt) / 1e9;
    return new CaseResult(
        List.of(),
        JsonNodeFactory.instance
            .objectNode()
            .put("jobs", jobs)
            .put("seconds", seconds)
            .put("createdPerSecond", jobs / seconds));
  }
}
