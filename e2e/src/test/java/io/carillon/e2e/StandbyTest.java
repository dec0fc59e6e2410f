package io.carillon.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A second process of the same name, which stands by for the first. */
final class StandbyTest {
  private static final int JOBS = 20;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;

  private final List<String> jobs = new ArrayList<>();

  private void createJobs(Api api, CallLog log) throws Exception {
    for (int i = 0; i < JOBS; i++) {
      jobs.add(api.create(Map.of("schedule", "* * * * * *", "api", log.url("/ok"))));
    }
    log.awaitArrivals(3 * JOBS, PATIENCE);
  }

  private Audit audit(Api api, CallLog log) throws Exception {
    for (String job : jobs) {
      assertThat(api.post("/jobs/" + job + "/pause", null).status()).isEqualTo(200);
    }
    api.awaitNothingUnfinished();
    Audit audit = new Audit(api, log.arrivals());
    for (String job : jobs) {
      audit.everySecond(job, false);
    }
    assertThat(audit.violations()).isEmpty();
    return audit;
  }

  @Test
  void aStandbyGoesOnWhenTheNodeIsKilled() throws Exception {
    try (CallLog log = new CallLog();
        Postgres postgres = Postgres.start(folder.resolve("postgres"))) {
      Map<String, String> settings = settings(postgres);
      try (ServerProcess node = ServerProcess.start(folder, settings);
          ServerProcess standby = ServerProcess.begin(folder, settings)) {
        createJobs(new Api(node.url()), log);
        await().until(() -> standby.output().contains("waiting for it"));

        node.kill();
        standby.awaitReady();

        log.awaitArrivals(log.arrivals().size() + 3 * JOBS, PATIENCE);
        audit(new Api(standby.url()), log);
      }
    }
  }

  @Test
  @Tag("long")
  void aNodeThatLostTheStoreToTheStandbyEnds() throws Exception {
    try (CallLog log = new CallLog();
        Postgres postgres = Postgres.start(folder.resolve("postgres"))) {
      Map<String, String> settings = settings(postgres);
      try (ServerProcess node = ServerProcess.start(folder, settings);
          ServerProcess standby = ServerProcess.begin(folder, settings)) {
        createJobs(new Api(node.url()), log);
        await().until(() -> standby.output().contains("waiting for it"));

        node.signal("STOP");
        postgres.stopAtOnce();
        postgres.startAgain();
        standby.awaitReady();
        node.signal("CONT");

        assertThat(node.awaitExit(60)).isEqualTo(1);
        assertThat(node.output()).contains("another process is this node now");
        log.awaitArrivals(log.arrivals().size() + 3 * JOBS, PATIENCE);
        audit(new Api(standby.url()), log);
      }
    }
  }

  private static Map<String, String> settings(Postgres postgres) throws Exception {
    return Map.of("CARILLON_STORE_URL", postgres.url(postgres.createDatabase()));
  }
}
