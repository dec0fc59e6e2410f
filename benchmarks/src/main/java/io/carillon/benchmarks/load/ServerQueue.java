package io.carillon.benchmarks.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

/** The work that a server says it has. */
final class ServerQueue {
  private static final Duration DRAIN_MAX = Duration.ofMinutes(2);
  private static final Duration LOOK_EVERY = Duration.ofMillis(200);

  private final Http server;

  ServerQueue(Http server) {
    this.server = server;
  }

  JsonNode stats() {
    return server.getNow("/api/v1/queue/stats");
  }

  /** Milliseconds until nothing is planned, waits, runs or has yet to be recorded. */
  long awaitEmpty() {
    Instant startedAt = Instant.now();
    while (true) {
      JsonNode stats = stats();
      Duration waited = Duration.between(startedAt, Instant.now());
      if (isEmpty(stats)) {
        return waited.toMillis();
      }
      if (waited.compareTo(DRAIN_MAX) > 0) {
        throw new IllegalStateException("not drained within " + DRAIN_MAX + ": " + stats);
      }
      Pause.of(LOOK_EVERY);
    }
  }

  private static boolean isEmpty(JsonNode stats) {
    return Stream.of("planned", "ready", "processing", "retry", "settling")
        .allMatch(part -> stats.path(part).asLong() == 0);
  }
}
