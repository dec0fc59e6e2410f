package io.carillon.benchmarks.pieces;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.core.Cause;
import io.carillon.core.Execution;
import io.carillon.core.ExecutionId;
import io.carillon.core.ExecutionState;
import io.carillon.core.Job;
import io.carillon.core.JobId;
import io.carillon.core.port.Page;
import io.carillon.server.contract.Contract;
import io.carillon.server.contract.Shape;
import io.carillon.server.json.ExecutionJson;
import io.carillon.server.json.JobDraft;
import io.carillon.server.json.JobJson;
import io.carillon.server.json.JobReader;
import io.carillon.server.json.Json;
import io.carillon.server.json.PageJson;
import io.carillon.server.json.Violations;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** JSON of the hot routes, between bytes and the core's records. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class RouteJson {
  /** How many executions a page has. */
  static final int PAGE = 100;

  private final Shape shape =
      Objects.requireNonNull(
          Contract.load().operation("createJob").bodies().get("application/json"));
  private final JobReader reader = new JobReader(_ -> null);
  private final Job job =
      new Job(Samples.job(), true, Samples.NOW, Samples.NOW, Samples.NOW.plusSeconds(60));
  private final Page<Execution> page =
      new Page<>(
          IntStream.range(0, PAGE).mapToObj(i -> execution(job.id(), i)).toList(), "b2xkZXI");

  private static Execution execution(JobId job, int i) {
    Instant scheduledAt = Samples.NOW.minusSeconds(i);
    return new Execution(
        new ExecutionId(ExecutionId.keyOf(scheduledAt.toEpochMilli(), i)),
        job,
        1,
        scheduledAt,
        scheduledAt.plusMillis(3),
        scheduledAt.plusMillis(28),
        ExecutionState.SUCCESS,
        200,
        25L,
        3L,
        0,
        null,
        Cause.SCHEDULE,
        "node-1",
        null,
        null,
        List.of());
  }

  /** Parses the body of a create, checks it against the contract and makes the job of it. */
  @Benchmark
  public JobDraft readJob() {
    JsonNode json = Json.parse(Samples.BODY);
    Violations violations = new Violations();
    shape.check(json, violations);
    if (!violations.isEmpty()) {
      throw violations.exception();
    }
    return reader.read((ObjectNode) json);
  }

  /** Writes the answer that shows a job. */
  @Benchmark
  public byte[] writeJob() {
    return Json.write(out -> JobJson.write(out, job));
  }

  /** Writes the answer that lists a page of executions. */
  @Benchmark
  public byte[] writePage() {
    return Json.write(PageJson.of(job.id(), "executions", page, ExecutionJson::write));
  }
}
