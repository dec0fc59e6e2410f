package io.carillon.benchmarks.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/** The jobs that the cases create. */
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

  /** Fires months from now, each job at another second of a day. */
  static JsonNode farFuture(String target, int i) {
    ZonedDateTime day = ZonedDateTime.now(ZoneOffset.UTC).plusMonths(FAR_MONTHS);
    String schedule =
        "%d %d %d %d %d *"
            .formatted(i % 60, i / 60 % 60, i / 3600 % 24, i % 28 + 1, day.getMonthValue());
    return JsonNodeFactory.instance.objectNode().put("schedule", schedule).put("api", target);
  }
}
