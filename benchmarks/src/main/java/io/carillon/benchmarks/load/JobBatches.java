package io.carillon.benchmarks.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/** Creates many jobs through the batch route. */
final class JobBatches {
  static final int CHUNK_MAX = 5_000;

  private final Http server;

  JobBatches(Http server) {
    this.server = server;
  }

  /** Creates jobs 0 to {@code count - 1}; one that is refused ends the benchmark. */
  void create(int count, IntFunction<JsonNode> job, Consumer<String> createdId) {
    for (int from = 0; from < count; from += CHUNK_MAX) {
      ArrayNode chunk = JsonNodeFactory.instance.arrayNode();
      int to = Math.min(count, from + CHUNK_MAX);
      for (int i = from; i < to; i++) {
        chunk.add(job.apply(i));
      }
      JsonNode answer = server.postNow("/api/v1/jobs/batch", chunk);
      if (answer.path("created").asInt() != to - from) {
        throw new IllegalStateException("batch refused in part: " + firstProblem(answer));
      }
      answer.path("results").forEach(result -> createdId.accept(result.path("jobId").asText()));
    }
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
