package io.carillon.benchmarks.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;

/** The receiver's control port. */
final class ReceiverClient {
  private final Http http;

  ReceiverClient(Http http) {
    this.http = http;
  }

  void reset() {
    http.postNow("/reset", JsonNodeFactory.instance.objectNode());
  }

  /** What arrived of jobs that fire every second from {@code from} on, before {@code to}. */
  JsonNode everySecond(Instant from, Instant to, int jobs) {
    return http.getNow(
        "/report?from="
            + Iso.of(from)
            + "&to="
            + Iso.of(to)
            + "&jobs="
            + jobs
            + "&everySecond=true");
  }
}
