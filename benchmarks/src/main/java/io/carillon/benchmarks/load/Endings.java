package io.carillon.benchmarks.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * How many executions the server has recorded since its start, by its own count.
 *
 * @param others ended in another way than SUCCESS
 */
record Endings(long successes, long others) {
  static Endings read(Http server) {
    JsonNode counts = server.getNow("/api/v1/metrics").path("sinceStart");
    return new Endings(
        counts.path("success").asLong(),
        counts.path("failed").asLong()
            + counts.path("skipped").asLong()
            + counts.path("cancelled").asLong());
  }

  Endings since(Endings before) {
    return new Endings(successes - before.successes, others - before.others);
  }

  ObjectNode json() {
    return JsonNodeFactory.instance.objectNode().put("successes", successes).put("others", others);
  }
}
