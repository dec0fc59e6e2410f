package io.carillon.benchmarks.peers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.benchmarks.load.Http;
import io.carillon.benchmarks.load.Iso;
import io.carillon.benchmarks.load.JobBatches;
import io.carillon.benchmarks.load.Pause;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Carillon, over REST: a server in a process of its own with one store for all works, so what was
 * executed before stays in it.
 */
final class CarillonPeer implements Peer {
  static final Contender CONTENDER =
      new Contender(
          "carillon",
          "Carillon",
          CarillonPeer.class,
          "jobs, each execution before its call and its outcome after it, synced (SQLite, FULL)",
          "a process of its own, with the options of its launcher; jobs are created over REST",
          Tuning.NONE,
          new Pace(10_000, 10_000, 12_500, Duration.ofSeconds(1)),
          equipment -> new CarillonPeer(equipment.server(), equipment.targets()));

  private static final int BULK_MAX = 1_000;
  private static final Duration DRAIN_MAX = Duration.ofMinutes(1);
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);

  private final Http server;
  private final Targets targets;
  private final List<String> jobIds = new ArrayList<>();

  CarillonPeer(Http server, Targets targets) {
    this.server = server;
    this.targets = targets;
  }

  @Override
  public void oneShots(int jobs, Instant at) {
    create(jobs, job -> job(job, "@at " + Iso.of(at)));
  }

  @Override
  public void everySecond(int jobs, Instant from, Instant to) {
    create(
        jobs, job -> job(job, "* * * * * *").put("startAt", Iso.of(from)).put("endAt", Iso.of(to)));
  }

  /** Deletes the jobs, which cancels what they had planned, and waits until nothing is open. */
  @Override
  public void close() {
    for (int from = 0; from < jobIds.size(); from += BULK_MAX) {
      ArrayNode ids = JsonNodeFactory.instance.arrayNode();
      jobIds.subList(from, Math.min(jobIds.size(), from + BULK_MAX)).forEach(ids::add);
      ObjectNode change = JsonNodeFactory.instance.objectNode().put("action", "delete");
      change.set("ids", ids);
      var _ = server.postNow("/api/v1/jobs/bulk", change);
    }
    Instant end = Instant.now().plus(DRAIN_MAX);
    while (open() > 0) {
      if (Instant.now().isAfter(end)) {
        throw new IllegalStateException("not drained within " + DRAIN_MAX);
      }
      Pause.of(LOOK_EVERY);
    }
  }

  private long open() {
    JsonNode queue = server.getNow("/api/v1/queue/stats");
    return queue.path("ready").asLong()
        + queue.path("processing").asLong()
        + queue.path("retry").asLong();
  }

  private void create(int jobs, IntFunction<JsonNode> job) {
    new JobBatches(server).create(jobs, job, jobIds::add);
  }

  private ObjectNode job(int job, String schedule) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("schedule", schedule)
        .put("api", targets.url(job));
  }
}
