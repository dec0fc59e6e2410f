package io.carillon.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three nodes on one database under load, and what befalls them. After each fault the receiver's
 * log is held against the ledger: nothing is missing, nothing is stuck, a call is repeated only
 * where the fault covers it, and calls are on time again after a while.
 */
@TestInstance(Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // set before all tests
final class ClusterTest {
  private static final String[] NODES = {"node-a", "node-b", "node-c"};
  private static final int JOBS = 60;

  /** A call that arrives later than this after its instant is not on time. */
  private static final Duration LATE = Duration.ofMillis(500);

  @TempDir static Path folder;
  private Postgres postgres;
  private Cluster cluster;
  private CallLog log;
  private final List<String> atLeastOnce = new ArrayList<>();
  private final List<String> atMostOnce = new ArrayList<>();

  @BeforeAll
  void startAll() throws Exception {
    postgres = Postgres.start(folder.resolve("postgres"));
    cluster = new Cluster(folder, postgres.url(postgres.createDatabase()));
  }

  @AfterAll
  void stopAll() throws Exception {
    cluster.close();
    postgres.close();
  }

  @BeforeEach
  void load() throws Exception {
    cluster.start(NODES);
    log = new CallLog();
    atLeastOnce.clear();
    atMostOnce.clear();
    for (int i = 0; i < JOBS; i++) {
      boolean isOnce = i % 4 == 3;
      Map<String, Object> job = new HashMap<>();
      job.put("schedule", "* * * * * *");
      job.put("api", log.url(i % 10 == 9 ? "/slow?1500" : "/ok"));
      job.put("type", isOnce ? "ATMOST_ONCE" : "ATLEAST_ONCE");
      job.put("misfire", "FIRE_ALL");
      String id = cluster.api(NODES[i % NODES.length]).create(job);
      (isOnce ? atMostOnce : atLeastOnce).add(id);
    }
    awaitCalls(4 * JOBS);
  }

  /** What a test leaves that failed must not disturb the next one. */
  @AfterEach
  void unload() throws Exception {
    cluster.start(NODES);
    for (String job : all()) {
      cluster.api("node-a").send("DELETE", "/jobs/" + job, null);
    }
    log.close();
  }

  @Test
  void aKilledNode() throws Exception {
    Instant fault = Instant.now();
    cluster.node("node-a").kill();

    awaitAlive("node-b", "node-b", "node-c");
    awaitOnTime(fault, Cluster.LEASE.plusSeconds(3));
    audit("kill -9 of one of three nodes", "node-b", fault);
  }

  @Test
  void aNodeThatSleepsPastItsLease() throws Exception {
    Instant fault = Instant.now();
    cluster.node("node-b").signal("STOP");
    awaitAlive("node-a", "node-a", "node-c");
    awaitOnTime(fault, Cluster.LEASE.plusSeconds(3));
    cluster.node("node-b").signal("CONT");

    awaitAlive("node-a", NODES);
    awaitCalls(log.arrivals().size() + 3 * JOBS);
    audit("a node stopped past its lease and continued", "node-b", fault);
  }

  @Test
  void aDatabaseThatCrashes() throws Exception {
    Instant fault = Instant.now();
    postgres.stopAtOnce();
    int before = log.arrivals().size();
    awaitCalls(before + JOBS / 2); // What is planned goes on being called.
    Api.Reply refused =
        cluster
            .api("node-b")
            .post("/jobs", Map.of("schedule", "* * * * * *", "api", log.url("/ok")));
    postgres.startAgain();

    awaitCalls(log.arrivals().size() + 3 * JOBS);
    awaitOnTime(fault, Duration.ofSeconds(15));
    assertThat(refused.status()).as("%s", refused).isEqualTo(503);
    Audit audit = audit("PostgreSQL stopped at once and restarted", "node-c", fault);
    assertThat(audit.repeated()).as("called again").isZero();
  }

  @Test
  void aRollingRestart() throws Exception {
    Instant fault = Instant.now();
    for (String name : NODES) {
      assertThat(cluster.node(name).terminate(30)).isZero();
      cluster.start(name);
    }

    awaitOnTime(fault, Duration.ofSeconds(30));
    Audit audit = audit("rolling restart of all nodes", "node-a", fault);
    assertThat(audit.repeated()).as("called again").isZero();
  }

  @Test
  void aPauseThroughAnyNodeStopsTheCallsOfAll() throws Exception {
    Map<String, Instant> pausedAt = new HashMap<>();
    int i = 0;
    for (String job : all()) {
      String path = "/jobs/" + job + "/pause";
      assertThat(cluster.api(NODES[i++ % NODES.length]).post(path, null).status()).isEqualTo(200);
      pausedAt.put(job, Instant.now());
    }
    cluster.api("node-a").awaitNothingUnfinished();

    for (CallLog.Arrival call : log.arrivals()) {
      Instant paused = pausedAt.get(call.jobId());
      assertThat(call.arrivedAt())
          .as("I7: %s paused at %s", call, paused)
          .isBefore(paused == null ? Instant.MAX : paused.plusMillis(1_200));
    }
    Audit audit = new Audit(cluster.api("node-b"), log.arrivals());
    for (String job : all()) {
      audit.everySecond(job, atMostOnce.contains(job));
    }
    assertThat(audit.violations()).isEmpty();
    assertThat(audit.repeated()).isZero();
  }

  private List<String> all() {
    List<String> all = new ArrayList<>(atLeastOnce);
    all.addAll(atMostOnce);
    return all;
  }

  private void awaitAlive(String asked, String... names) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(cluster.alive(asked)).containsExactly(names));
  }

  private void awaitCalls(int count) {
    log.awaitArrivals(count, Duration.ofSeconds(60));
  }

  /** Waits until a take-over would be over, and calls were on time for two seconds. */
  private void awaitOnTime(Instant fault, Duration atMost) {
    Instant takenOver = fault.plus(Cluster.LEASE);
    await()
        .atMost(atMost.plusSeconds(20))
        .until(
            () -> {
              Instant late = lastLateAfter(fault);
              Instant calm = (late.isAfter(takenOver) ? late : takenOver).plusSeconds(2);
              return Instant.now().isAfter(calm);
            });
    assertThat(Duration.between(fault, lastLateAfter(fault))).as("late").isLessThan(atMost);
  }

  private Instant lastLateAfter(Instant fault) {
    return log.arrivals().stream()
        .filter(call -> call.attempt() == 1 && call.arrivedAt().isAfter(fault))
        .filter(call -> call.arrivedAt().isAfter(call.scheduledAt().plus(LATE)))
        .map(CallLog.Arrival::arrivedAt)
        .max(Comparator.naturalOrder())
        .orElse(fault);
  }

  private Audit audit(String fault, String asked, Instant faultAt) throws Exception {
    Duration late = Duration.between(faultAt, lastLateAfter(faultAt));
    for (String job : all()) {
      String path = "/jobs/" + job + "/pause";
      assertThat(cluster.api(asked).post(path, null).status()).isEqualTo(200);
    }
    cluster.api(asked).awaitNothingUnfinished();
    List<CallLog.Arrival> arrivals = log.arrivals();
    Audit audit = new Audit(cluster.api(asked), arrivals);
    for (String job : atLeastOnce) {
      audit.everySecond(job, false);
    }
    for (String job : atMostOnce) {
      audit.everySecond(job, true);
    }
    System.out.printf(
        "| %s | %d | %d | %d | %.1f s |%n",
        fault,
        audit.executions(),
        audit.violations().size(),
        audit.repeated(),
        late.toMillis() / 1_000.0);
    assertThat(audit.violations()).isEmpty();
    assertThat(audit.repeatedOutside(faultAt.minusSeconds(5), faultAt.plusSeconds(20))).isEmpty();
    return audit;
  }
}
