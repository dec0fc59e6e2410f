package io.carillon.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Three nodes on one database under load, and what befalls them; see {@link Traffic}. */
@Order(1)
@TestInstance(Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // set before all tests
final class ClusterTest {
  private static final String[] NODES = {"node-a", "node-b", "node-c"};

  @TempDir static Path folder;
  private Postgres postgres;
  private Cluster cluster;
  private Traffic traffic;

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
    traffic = Traffic.begin(cluster, NODES);
  }

  /** What a test leaves that failed must not disturb the next one. */
  @AfterEach
  void unload() throws Exception {
    cluster.start(NODES);
    traffic.end("node-a");
    traffic.close();
  }

  @Test
  void aKilledNode() throws Exception {
    Instant fault = Instant.now();
    cluster.node("node-a").kill();

    cluster.awaitAlive("node-b", "node-b", "node-c");
    traffic.awaitOnTime(fault, Cluster.LEASE.plusSeconds(3));
    traffic.audit("kill -9 of one of three nodes", "node-b", fault);
  }

  @Test
  void aNodeThatSleepsPastItsLease() throws Exception {
    Instant fault = Instant.now();
    cluster.node("node-b").signal("STOP");
    cluster.awaitAlive("node-a", "node-a", "node-c");
    traffic.awaitOnTime(fault, Cluster.LEASE.plusSeconds(3));
    cluster.node("node-b").signal("CONT");

    cluster.awaitAlive("node-a", NODES);
    traffic.awaitSeconds(3);
    traffic.audit("a node stopped past its lease and continued", "node-b", fault);
  }

  @Test
  void aDatabaseThatCrashes() throws Exception {
    Instant fault = Instant.now();
    int calls = traffic.calls();
    postgres.stopAtOnce();
    traffic.awaitSecondsSince(calls, 1); // What is planned goes on being called.
    Api.Reply refused;
    try {
      refused =
          cluster
              .api("node-b")
              .post("/jobs", Map.of("schedule", "* * * * * *", "api", traffic.log.url("/ok")));
    } finally {
      postgres.startAgain();
    }

    traffic.awaitSeconds(3);
    traffic.awaitOnTime(fault, Duration.ofSeconds(15));
    assertThat(refused.status()).as("%s", refused).isEqualTo(503);
    Audit audit = traffic.audit("PostgreSQL stopped at once and restarted", "node-c", fault);
    assertThat(audit.repeated()).as("called again").isZero();
  }

  @Test
  void aRollingRestart() throws Exception {
    Instant fault = Instant.now();
    cluster.restartInTurn(NODES);

    traffic.awaitOnTime(fault, Duration.ofSeconds(30));
    Audit audit = traffic.audit("rolling restart of all nodes", "node-a", fault);
    assertThat(audit.repeated()).as("called again").isZero();
  }

  @Test
  void aPauseThroughAnyNodeStopsTheCallsOfAll() throws Exception {
    Map<String, Instant> pausedAt = new HashMap<>();
    int i = 0;
    for (String job : traffic.jobs()) {
      String path = "/jobs/" + job + "/pause";
      assertThat(cluster.api(NODES[i++ % NODES.length]).post(path, null).status()).isEqualTo(200);
      pausedAt.put(job, Instant.now());
    }
    Audit audit = traffic.judge("node-b");

    for (CallLog.Arrival call : traffic.log.arrivals()) {
      Instant paused = pausedAt.get(call.jobId());
      assertThat(call.arrivedAt())
          .as("I7: %s paused at %s", call, paused)
          .isBefore(paused == null ? Instant.MAX : paused.plusMillis(1_200));
    }
    assertThat(audit.violations()).isEmpty();
    assertThat(audit.repeated()).isZero();
  }
}
