package io.carillon.benchmarks.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;

/** The receiver's control port. */
public final class ReceiverClient {
  private final Http http;

  public ReceiverClient(Http http) {
    this.http = http;
  }

  public void reset() {
    http.postNow("/reset", JsonNodeFactory.instance.objectNode());
  }

  /** Requests since the last reset. */
  long received() {
    return http.getNow("/health").path("received").asLong();
  }

  /** What arrived of jobs that fire once, in the second from {@code instant} on. */
  JsonNode once(Instant instant, int jobs) {
    return http.getNow(
        "/report?from="
            + Iso.of(instant)
            + "&to="
            + Iso.of(instant.plusSeconds(1))
            + "&jobs="
            + jobs);
  }

  /** What arrived of jobs that fire every second from {@code from} on, before {@code to}. */
  public JsonNode everySecond(Instant from, Instant to, int jobs) {
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
