package io.carillon.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists and history come from a replica, and everything else from its primary. */
final class ReplicaTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;

  @Test
  void historyIsReadFromTheReplica() throws Exception {
    try (CallLog log = new CallLog();
        Postgres primary = Postgres.start(folder.resolve("primary"))) {
      String database = primary.createDatabase();
      try (Postgres.Standby replica = primary.standby(folder.resolve("replica"));
          Cluster cluster =
              new Cluster(
                  folder,
                  primary.url(database),
                  Map.of("CARILLON_STORE_READ_URL", replica.url(database)))) {
        cluster.start("node-a");
        Api api = cluster.api("node-a");
        String job = api.create(Map.of("schedule", "* * * * * *", "api", log.url("/ok")));
        log.awaitArrivals(3, PATIENCE);
        assertThat(api.post("/jobs/" + job + "/pause", null).status()).isEqualTo(200);
        api.awaitNothingUnfinished();

        assertThat(new Audit(api, log.arrivals()).everySecond(job, false).violations()).isEmpty();
        assertThat(replica.isRead(database)).as("the replica is read").isTrue();
        assertThat(api.get("/health").json().get("status").asText()).isEqualTo("UP");

        replica.stopAtOnce();
        primary.waitForNoStandby();
        await().atMost(PATIENCE).until(() -> health(api).equals("DEGRADED"));
        assertThat(api.get("/health").json().get("checks"))
            .filteredOn(check -> check.get("status").asText().equals("DOWN"))
            .extracting(check -> check.get("name").asText())
            .containsExactly("replica");
        assertThat(api.get("/jobs").status()).isEqualTo(503);
        assertThat(api.get("/jobs/" + job).status()).isEqualTo(200);

        replica.start();
        await().atMost(PATIENCE).until(() -> health(api).equals("UP"));
        assertThat(api.get("/jobs").status()).isEqualTo(200);
        assertThat(cluster.node("node-a").output())
            .contains(
                "the replica cannot be read; lists and history fail until it can",
                "the replica can be read again");
      }
    }
  }

  private static String health(Api api) throws Exception {
    return api.get("/health/ready").json().get("status").asText();
  }
}
