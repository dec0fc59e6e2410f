package io.carillon.benchmarks.load;

import io.carillon.benchmarks.Arguments;

/** One question that the benchmark answers. */
interface BenchmarkCase {
  /** Reads its own options, calls {@link Arguments#end()}, measures. */
  CaseResult run(Bench bench, Arguments arguments);
}
