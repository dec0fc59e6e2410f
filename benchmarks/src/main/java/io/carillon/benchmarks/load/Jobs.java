package io.carillon.benchmarks.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;

/** The jobs that the cases create and read. */
final class Jobs {
  private static final int FAR_MONTHS = 5;

  private Jobs() {}

  static JsonNode everySecond(String target, Instant startAt, Instant endAt) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("schedule", "* * * * * *")
        .put("api", target)
        .put("startAt", Iso.of(startAt))
        .put("endAt", Iso.of(endAt));
  }

  /** Fires {@code offsetMs} after each whole second; an interval counts from its start on. */
  static JsonNode everySecondAt(String target, Instant startAt, Instant endAt, long offsetMs) {
    Instant anchor = startAt.minusSeconds(1).plusMillis(offsetMs);
    return JsonNodeFactory.instance
        .objectNode()
        .put("schedule", "@every PT1S")
        .put("api", target)
        .put("startAt", Iso.of(anchor))
        .put("endAt", Iso.of(endAt));
  }

  static JsonNode once(String target, Instant at) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("schedule", "@at " + Iso.of(at))
        .put("api", target);
  }

  /** Fires months from now, each job at another second of a day. */
  static JsonNode farFuture(String target, int i) {
    ZonedDateTime day = ZonedDateTime.now(ZoneOffset.UTC).plusMonths(FAR_MONTHS);
    String schedule =
        "%d %d %d %d %d *"
            .formatted(i % 60, i / 60 % 60, i / 3600 % 24, i % 28 + 1, day.getMonthValue());
    return JsonNodeFactory.instance.objectNode().put("schedule", schedule).put("api", target);
  }

  /** Ids of some jobs that the server has; fewer than all where there are many. */
  static List<String> someIds(Http server) {
    List<String> ids = new ArrayList<>();
    for (JsonNode job : server.getNow("/api/v1/jobs?limit=500").path("jobs")) {
      ids.add(job.path("id").asText());
    }
    if (ids.isEmpty()) {
      throw new IllegalStateException("the store holds no jobs: fill it first");
    }
    return ids;
  }

  /** One of them for the i-th request, not the one that was asked for last. */
  static String pick(List<String> ids, int i) {
    return ids.get(Math.floorMod(i * 31, ids.size()));
  }
}
