package io.carillon.benchmarks.load;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.benchmarks.Arguments;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** How many jobs single POSTs create each second over keep-alive connections. */
final class CreateCase implements BenchmarkCase {
  private static final int PROVED = 200;

  /** Different bodies, sent again and again: making one costs more than sending it. */
  private static final int BODIES = 1_000;

  @Override
  public CaseResult run(Bench bench, Arguments arguments) {
    int connections = arguments.number("connections", 64, 1, 10_000);
    int warmSeconds = arguments.number("warm-seconds", 5, 0, 60);
    int seconds = arguments.number("window-seconds", 10, 1, 60);
    int target = arguments.number("per-second", 20_000, 1, 1_000_000);
    int p99Target = arguments.number("p99-ms", 20, 1, 60_000);
    arguments.end();
    Http server = bench.server(connections);
    List<Buffer> bodies =
        IntStream.range(0, BODIES)
            .mapToObj(i -> Buffer.buffer(Jobs.farFuture(bench.target(i), i).toString()))
            .toList();
    AtomicInteger number = new AtomicInteger();
    ConcurrentLinkedQueue<String> someIds = new ConcurrentLinkedQueue<>();
    ClosedLoop loop =
        ClosedLoop.run(
            () -> {
              int i = number.getAndIncrement();
              var answer = server.post("/api/v1/jobs", bodies.get(i % BODIES));
              return i % BODIES == 0 ? answer.onSuccess(a -> keepId(a, someIds)) : answer;
            },
            connections,
            Duration.ofSeconds(warmSeconds),
            Duration.ofSeconds(seconds));
    double perSecond = loop.latencyMicros().getTotalCount() / (double) seconds;
    ObjectNode raw = JsonNodeFactory.instance.objectNode();
    raw.put("connections", connections).put("seconds", seconds).put("createdPerSecond", perSecond);
    raw.set("latency", Latency.json(loop.latencyMicros()));
    raw.put("errors", loop.errors().size());
    loop.errors().stream().findFirst().ifPresent(e -> raw.put("firstError", e));
    raw.put("serverRssMb", bench.ofServer(ProcessStats::rssMb));
    long unreadable =
        someIds.stream()
            .limit(PROVED)
            .filter(id -> !Http.await(server.get("/api/v1/jobs/" + id)).ok())
            .count();
    return new CaseResult(
        List.of(
            Check.atLeast("creations each second", perSecond, target, "1/s"),
            Check.below("p99 of a creation", Latency.ms(loop.latencyMicros(), 99), p99Target, "ms"),
            Check.equal("errors", loop.errors().size(), 0),
            Check.equal("created jobs that cannot be read back", unreadable, 0)),
        raw);
  }

  private static void keepId(Answer answer, ConcurrentLinkedQueue<String> ids) {
    if (answer.ok()) {
      ids.add(answer.json().path("jobId").asText());
    }
  }
}
