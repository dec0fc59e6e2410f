package io.carillon.benchmarks.load;

import java.util.Collection;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;

/** Runs JMH. */
final class Jmh {
  private Jmh() {}

  /** What was measured, in the order of the benchmarks; the caller waits, some minutes perhaps. */
  static Collection<RunResult> run(Options options) {
    try {
      return new Runner(options).run();
    } catch (RunnerException e) {
      throw new IllegalStateException("JMH could not run", e);
    }
  }
}
