package io.carillon.benchmarks.load;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.benchmarks.Arguments;
import io.carillon.benchmarks.cron.Library;
import io.carillon.benchmarks.cron.NextFire;
import io.carillon.benchmarks.cron.Pattern;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** The cost of one next fire, beside what else people use, timed by JMH in one run. */
final class CronCase implements BenchmarkCase {
  private static final double NANOS_PER_MICRO = 1_000;

  @Override
  public CaseResult run(Bench bench, Arguments arguments) {
    int commonNanos = arguments.number("common-ns", 150, 1, 1_000_000);
    int worstNanos = arguments.number("worst-ns", 5_000, 1, 1_000_000);
    arguments.end();
    List<Check> checks = new ArrayList<>();
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    Options nextFire = new OptionsBuilder().include(NextFire.class.getName()).build();
    for (RunResult run : Jmh.run(nextFire)) {
      Library library = Library.valueOf(run.getParams().getParam("library"));
      Pattern pattern = Pattern.valueOf(run.getParams().getParam("pattern"));
      Result<?> nanos = run.getPrimaryResult();
      all.addObject()
          .put("library", library.name())
          .put("pattern", pattern.name())
          .put("expression", pattern.expression())
          .put("nanos", nanos.getScore())
          .put("errorNanos", nanos.getScoreError());
      if (library == Library.CARILLON) {
        checks.add(
            Check.below(
                "next fire of " + pattern.expression(),
                nanos.getScore() / NANOS_PER_MICRO,
                (pattern.isCommon() ? commonNanos : worstNanos) / NANOS_PER_MICRO,
                "us"));
      }
    }
    ObjectNode raw = JsonNodeFactory.instance.objectNode();
    raw.set("nextFire", all);
    return new CaseResult(checks, raw);
  }
}
