package io.carillon.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * PostgreSQL's primary dies and its standby is promoted under two nodes that know both addresses.
 */
final class FailoverTest {
  private static final int JOBS = 30;
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir Path folder;

  @Test
  void nothingIsLostWhenTheStandbyIsPromoted() throws Exception {
    try (CallLog log = new CallLog();
        Postgres primary = Postgres.start(folder.resolve("primary"))) {
      String database = primary.createDatabase();
      try (Postgres.Standby standby = primary.standby(folder.resolve("standby"));
          Cluster cluster = new Cluster(folder, primary.url(database, standby))) {
        cluster.start("node-a", "node-b");
        List<String> jobs = new ArrayList<>();
        for (int i = 0; i < JOBS; i++) {
          Map<String, Object> job =
              Map.of("schedule", "* * * * * *", "api", log.url("/ok"), "misfire", "FIRE_ALL");
          jobs.add(cluster.api(i % 2 == 0 ? "node-a" : "node-b").create(job));
        }
        log.awaitArrivals(4 * JOBS, PATIENCE);

        Instant fault = Instant.now();
        primary.stopAtOnce();
        standby.promote();
        log.awaitArrivals(log.arrivals().size() + 8 * JOBS, PATIENCE);
        cluster.start("node-a", "node-b"); // They run; waits until both are ready.

        audit(cluster.api("node-a"), log, jobs, fault);
      }
    }
  }

  private static void audit(Api api, CallLog log, List<String> jobs, Instant fault)
      throws Exception {
    for (String job : jobs) {
      Api.Reply reply = api.post("/jobs/" + job + "/pause", null);
      assertThat(reply.status()).as("%s", reply).isEqualTo(200);
    }
    api.awaitNothingUnfinished();
    Audit audit = new Audit(api, log.arrivals());
    for (String job : jobs) {
      audit.everySecond(job, false);
    }
    Instant late =
        log.arrivals().stream()
            .filter(call -> call.arrivedAt().isAfter(call.scheduledAt().plusMillis(500)))
            .map(CallLog.Arrival::arrivedAt)
            .max(Instant::compareTo)
            .orElse(fault);
    System.out.printf(
        "| standby promoted after its primary crashed | %d | %d | %d | %.1f s |%n",
        audit.executions(),
        audit.violations().size(),
        audit.repeated(),
        Duration.between(fault, late).toMillis() / 1_000.0);
    assertThat(audit.violations()).isEmpty();
  }
}
