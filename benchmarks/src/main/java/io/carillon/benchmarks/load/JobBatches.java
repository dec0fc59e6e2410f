package io.carillon.benchmarks.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/** Creates many jobs through the batch route. */
public final class JobBatches {
  static final int CHUNK_MAX = 5_000;

  private static final String ROUTE = "/api/v1/jobs/batch";

  private final Http server;

  public JobBatches(Http server) {
    this.server = server;
  }

  /** Creates jobs 0 to {@code count - 1}; one that is refused ends the benchmark. */
  public void create(int count, IntFunction<JsonNode> job, Consumer<String> createdId) {
    for (int from = 0; from < count; from += CHUNK_MAX) {
      ArrayNode chunk = chunk(from, count, job);
      JsonNode answer = expectAll(chunk.size(), server.postNow(ROUTE, chunk));
      answer.path("results").forEach(result -> createdId.accept(result.path("jobId").asText()));
    }
  }

  /** Creates them on all connections at once; the seconds from the first byte to the last. */
  double createTimed(int count, IntFunction<JsonNode> job) {
    List<Buffer> bodies = new ArrayList<>();
    for (int from = 0; from < count; from += CHUNK_MAX) {
      bodies.add(Buffer.buffer(chunk(from, count, job).toString()));
    }
    long startedAt = System.nanoTime();
    List<Future<Answer>> answers = bodies.stream().map(body -> server.post(ROUTE, body)).toList();
    Http.await(Future.all(answers));
    double seconds = (System.nanoTime() - startedAt) / 1e9;
    for (int i = 0; i < answers.size(); i++) {
      int size = Math.min(CHUNK_MAX, count - i * CHUNK_MAX);
      expectAll(size, Http.expectOk("POST " + ROUTE, answers.get(i).result()));
    }
    return seconds;
  }

  private static ArrayNode chunk(int from, int count, IntFunction<JsonNode> job) {
    ArrayNode chunk = JsonNodeFactory.instance.arrayNode();
    for (int i = from; i < Math.min(count, from + CHUNK_MAX); i++) {
      chunk.add(job.apply(i));
    }
    return chunk;
  }

  private static JsonNode expectAll(int size, JsonNode answer) {
    if (answer.path("created").asInt() != size) {
      throw new IllegalStateException("batch refused in part: " + firstProblem(answer));
    }
    return answer;
  }

  private static String firstProblem(JsonNode answer) {
    for (JsonNode result : answer.path("results")) {
      if (result.has("problem")) {
        return result.toString();
      }
    }
    return answer.path("failed").asText() + " failed";
  }
}
