package io.carillon.benchmarks.peers;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.benchmarks.load.Iso;
import io.carillon.benchmarks.load.Pause;
import io.carillon.benchmarks.load.ReceiverClient;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Many one-shots due at one instant: how long until the last is called, and are any missing? */
final class Burst {
  /** Longer than JobRunr's poll. */
  private static final Duration QUIET_MAX = Duration.ofSeconds(12);

  private Burst() {}

  static ObjectNode run(
      Contender contender, Equipment equipment, ReceiverClient receiver, int jobs) {
    receiver.reset();
    try (Peer peer = contender.opener().open(equipment)) {
      Instant createdAt = Instant.now();
      Instant at =
          createdAt
              .truncatedTo(ChronoUnit.SECONDS)
              .plusSeconds(1L + contender.pace().oneShotLeadSeconds(jobs));
      peer.oneShots(jobs, at);
      Duration took = Duration.between(createdAt, Instant.now());
      if (!Instant.now().isBefore(at)) {
        throw new IllegalStateException("creating took too long: " + took);
      }
      Pause.until(at);
      Arrivals arrivals = Arrivals.awaitAll(receiver, at, at.plusSeconds(1), jobs, QUIET_MAX);
      ObjectNode burst =
          JsonNodeFactory.instance
              .objectNode()
              .put("jobs", jobs)
              .put("at", Iso.of(at))
              .put("createMs", took.toMillis())
              .put("lastCallMs", arrivals.lastMs());
      burst.set("receiver", arrivals.window());
      return burst;
    }
  }
}
