package io.carillon.benchmarks.load;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.benchmarks.Arguments;
import io.carillon.benchmarks.pieces.RecorderBatch;
import io.carillon.benchmarks.pieces.RouteJson;
import io.carillon.engine.TimerCost;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * The timer, the recorder and JSON, each alone, timed by JMH, with the bytes that they allocate.
 */
final class PiecesCase implements BenchmarkCase {
  /** What the profiler calls allocated bytes an operation. */
  private static final String BYTES = "gc.alloc.rate.norm";

  /**
   * What a piece may cost.
   *
   * @param key benchmark and parameters, as in {@link #key}
   */
  private record Goal(String name, String key, double maxMicros) {}

  /**
   * A node that makes 50,000 executions a second has 20 microseconds for each on its writer, and 20
   * on the engine's thread, of which the timer may take a hundredth; 20,000 creates a second leave
   * 50 on the event loops for reading, writing and everything between.
   */
  private static final List<Goal> GOALS =
      List.of(
          new Goal("timer, all due at once", "TimerCost.insertAndFire AT_ONCE WHEEL", 0.2),
          new Goal("timer, spread over a second", "TimerCost.insertAndFire SPREAD WHEEL", 0.2),
          new Goal("timer, taken out before", "TimerCost.insertAndRemove SPREAD WHEEL", 0.2),
          new Goal("recorder, batches of 64", "RecorderBatch.planAndSettle 64", 50),
          new Goal("recorder, batches of 256", "RecorderBatch.planAndSettle 256", 33),
          new Goal("recorder, batches of 1,000", "RecorderBatch.planAndSettle 1000", 20),
          new Goal("JSON, a create is read", "RouteJson.readJob", 15),
          new Goal("JSON, a job is written", "RouteJson.writeJob", 10),
          new Goal("JSON, 100 executions are written", "RouteJson.writePage", 100));

  @Override
  public CaseResult run(Bench bench, Arguments arguments) {
    String folder = arguments.text("folder", "");
    arguments.end();
    Collection<RunResult> runs = measure(folder);
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    runs.forEach(run -> all.add(json(run)));
    ObjectNode raw = JsonNodeFactory.instance.objectNode();
    raw.set("pieces", all);
    List<Check> checks = new ArrayList<>();
    GOALS.forEach(goal -> checks.add(check(goal, runs)));
    return new CaseResult(checks, raw);
  }

  private static Collection<RunResult> measure(String folder) {
    return Jmh.run(
        new OptionsBuilder()
            .include(name(TimerCost.class))
            .include(name(RecorderBatch.class))
            .include(name(RouteJson.class))
            .addProfiler(GCProfiler.class)
            // The server's layout of objects, so that their bytes are the server's.
            .jvmArgsAppend(
                "-XX:+UseCompactObjectHeaders", "-D" + RecorderBatch.FOLDER + "=" + folder)
            .build());
  }

  /** As a pattern of whole names. */
  private static String name(Class<?> benchmark) {
    return "^" + benchmark.getName() + "\\.";
  }

  private static Check check(Goal goal, Collection<RunResult> runs) {
    RunResult measured =
        runs.stream()
            .filter(run -> key(run.getParams()).equals(goal.key))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("not measured: " + goal.key));
    return Check.below(goal.name, measured.getPrimaryResult().getScore(), goal.maxMicros, "us");
  }

  /** Class and method, then the values of the parameters in the order of their names. */
  private static String key(BenchmarkParams run) {
    String method = run.getBenchmark();
    int simpleName = method.lastIndexOf('.', method.lastIndexOf('.') - 1) + 1;
    StringBuilder key = new StringBuilder(method.substring(simpleName));
    run.getParamsKeys().stream()
        .sorted()
        .forEach(name -> key.append(' ').append(run.getParam(name)));
    return key.toString();
  }

  private static ObjectNode json(RunResult run) {
    Result<?> micros = run.getPrimaryResult();
    Result<?> bytes = Objects.requireNonNull(run.getSecondaryResults().get(BYTES), BYTES);
    BenchmarkParams measured = run.getParams();
    ObjectNode json =
        JsonNodeFactory.instance.objectNode().put("benchmark", measured.getBenchmark());
    ObjectNode params = json.putObject("params");
    measured.getParamsKeys().forEach(name -> params.put(name, measured.getParam(name)));
    return json.put("micros", micros.getScore())
        .put("errorMicros", micros.getScoreError())
        .put("allocatedBytes", bytes.getScore());
  }
}
