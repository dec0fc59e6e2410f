package io.carillon.benchmarks.peers;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.benchmarks.load.Pause;
import io.carillon.benchmarks.load.ReceiverClient;
import java.time.Duration;
import java.time.Instant;

/**
 * What arrived at the receiver of some jobs that were due at every whole second of a span.
 *
 * @param window the receiver's words: received, missing, duplicates, early, driftMs
 */
record Arrivals(JsonNode window) {
  private static final Duration LOOK_EVERY = Duration.ofMillis(250);

  /** Asks for the seconds from {@code from} on, before {@code to}; the two must not be equal. */
  static Arrivals of(ReceiverClient receiver, Instant from, Instant to, int jobs) {
    return new Arrivals(receiver.everySecond(from, to, jobs).path("window"));
  }

  /**
   * Waits until nothing is missing, or until nothing arrived for a while.
   *
   * @param quietMax how long nothing may arrive before the rest is given up
   */
  static Arrivals awaitAll(
      ReceiverClient receiver, Instant from, Instant to, int jobs, Duration quietMax) {
    Arrivals arrivals = of(receiver, from, to, jobs);
    Instant progressAt = Instant.now();
    while (arrivals.missing() > 0
        && Duration.between(progressAt, Instant.now()).compareTo(quietMax) < 0) {
      Pause.of(LOOK_EVERY);
      Arrivals later = of(receiver, from, to, jobs);
      if (later.received() > arrivals.received()) {
        progressAt = Instant.now();
      }
      arrivals = later;
    }
    return arrivals;
  }

  long received() {
    return window.path("received").asLong();
  }

  long missing() {
    return window.path("missing").asLong();
  }

  long duplicates() {
    return window.path("duplicates").asLong();
  }

  /** Milliseconds from the instant to the last call. */
  long lastMs() {
    return window.path("driftMs").path("max").asLong();
  }

  long driftP99Ms() {
    return window.path("driftMs").path("p99").asLong();
  }
}
