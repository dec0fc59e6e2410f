package io.carillon.benchmarks.peers;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.benchmarks.load.Iso;
import io.carillon.benchmarks.load.Pause;
import io.carillon.benchmarks.load.ReceiverClient;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;

/**
 * Jobs due every second, all on the whole second: at how many is nothing missing or doubled and
 * drift bounded? Each try has a scheduler and a store of its own.
 */
final class Sustained {
  private static final Duration QUIET_MAX = Duration.ofSeconds(6);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  private final Contender contender;
  private final Equipment equipment;
  private final ReceiverClient receiver;
  private final int warmSeconds;
  private final int windowSeconds;

  Sustained(
      Contender contender,
      Equipment equipment,
      ReceiverClient receiver,
      int warmSeconds,
      int windowSeconds) {
    this.contender = contender;
    this.equipment = equipment;
    this.receiver = receiver;
    this.warmSeconds = warmSeconds;
    this.windowSeconds = windowSeconds;
  }

  /** Searches the highest number of jobs that passes; every try is in the result. */
  ObjectNode search(int firstRate, int triesMax) {
    RateSearch search = new RateSearch(firstRate, triesMax);
    ArrayNode tries = JsonNodeFactory.instance.arrayNode();
    for (OptionalInt rate = search.next(); rate.isPresent(); rate = search.next()) {
      ObjectNode result = trial(rate.getAsInt());
      tries.add(result);
      System.err.println("peers: " + contender.name() + " " + shown(result));
      search.tried(result.path("pass").asBoolean());
    }
    ObjectNode sustained =
        JsonNodeFactory.instance
            .objectNode()
            .put("warmSeconds", warmSeconds)
            .put("windowSeconds", windowSeconds)
            .put("driftP99MsMax", contender.pace().driftMax().toMillis());
    search.passed().ifPresent(rate -> sustained.put("passedPerSecond", rate));
    search.failed().ifPresent(rate -> sustained.put("failedPerSecond", rate));
    sustained.set("tries", tries);
    return sustained;
  }

  private ObjectNode trial(int jobs) {
    SustainedPlan plan =
        new SustainedPlan(
            jobs, contender.pace().everySecondLeadSeconds(jobs), warmSeconds, windowSeconds);
    receiver.reset();
    try (Peer peer = contender.opener().open(equipment)) {
      SustainedPlan.Times times = plan.startingFrom(Instant.now());
      Instant createdAt = Instant.now();
      peer.everySecond(jobs, times.startAt(), times.endAt());
      Duration took = Duration.between(createdAt, Instant.now());
      if (!Instant.now().isBefore(times.startAt())) {
        throw new IllegalStateException("creating took too long: " + took);
      }
      boolean lost = lostInWindow(plan, times);
      Arrivals arrivals =
          lost
              ? Arrivals.of(receiver, times.from(), times.to(), jobs)
              : Arrivals.awaitAll(receiver, times.from(), times.to(), jobs, QUIET_MAX);
      return result(jobs, times, took, lost, arrivals);
    }
  }

  /** Watches the window; returns before its end when the try cannot pass any more. */
  private boolean lostInWindow(SustainedPlan plan, SustainedPlan.Times times) {
    Pause.until(times.from());
    while (Instant.now().isBefore(times.to())) {
      Pause.of(LOOK_EVERY);
      Instant before =
          SustainedPlan.overdueBefore(Instant.now(), contender.pace().driftMax(), times);
      if (before.isAfter(times.from())
          && plan.lost(Arrivals.of(receiver, times.from(), before, plan.jobs()).missing())) {
        return true;
      }
    }
    return false;
  }

  private ObjectNode result(
      int jobs, SustainedPlan.Times times, Duration took, boolean lost, Arrivals arrivals) {
    boolean pass =
        !lost
            && arrivals.missing() == 0
            && arrivals.duplicates() == 0
            && arrivals.driftP99Ms() < contender.pace().driftMax().toMillis();
    ObjectNode result =
        JsonNodeFactory.instance
            .objectNode()
            .put("jobs", jobs)
            .put("pass", pass)
            .put("stoppedEarly", lost)
            .put("from", Iso.of(times.from()))
            .put("createMs", took.toMillis());
    result.set("receiver", arrivals.window());
    return result;
  }

  private static String shown(ObjectNode result) {
    return "%d jobs: %s, missing %d, drift p99 %d ms"
        .formatted(
            result.path("jobs").asInt(),
            result.path("pass").asBoolean() ? "pass" : "fail",
            result.at("/receiver/missing").asLong(),
            result.at("/receiver/driftMs/p99").asLong());
  }
}
