package io.carillon.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.testkit.RedisServer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Worker processes come and go as the server says how many there should be. */
@Tag("long")
final class ScalingTest {
  private static final int JOBS = 30;
  private static final int WORKERS_MAX = 3;

  /** One worker makes about 9 calls of half a second at once to one destination, 18 in a second. */
  private static final Map<String, String> FEW_SLOTS =
      Map.of("CARILLON_ENGINE_IN_FLIGHT_MAX", "20");

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir Path folder;
  private final Deque<String> workers = new ArrayDeque<>();

  @Test
  void workersComeAndGoAsTheyAreNeeded() throws Exception {
    try (CallLog log = new CallLog();
        Postgres postgres = Postgres.start(folder.resolve("postgres"));
        RedisServer redis = RedisServer.start()) {
      Map<String, String> settings = new HashMap<>(FEW_SLOTS);
      settings.put("CARILLON_QUEUE_URL", redis.url());
      String url = postgres.url(postgres.createDatabase());
      try (Cluster cluster = new Cluster(folder, url, settings)) {
        cluster.start("planner-a");
        scale(cluster, 1);
        List<String> jobs = create(cluster.api("planner-a"), log.url("/slow?500"));

        AtomicInteger most = new AtomicInteger();
        await()
            .atMost(PATIENCE)
            .until(
                () -> {
                  int more = Math.max(workers.size(), desired(cluster));
                  scale(cluster, Math.min(WORKERS_MAX, more));
                  int ready = stats(cluster).get("ready").asInt();
                  most.accumulateAndGet(ready, Math::max);
                  // What is due in one second is often taken by one worker, so some always wait.
                  return workers.size() > 1 && most.get() > 2 * JOBS && ready < most.get() / 2;
                });
        for (String job : jobs) {
          cluster.api("planner-a").post("/jobs/" + job + "/pause", null);
        }
        await()
            .atMost(PATIENCE)
            .until(
                () -> {
                  scale(cluster, Math.min(workers.size(), desired(cluster)));
                  return workers.size() == 1;
                });

        cluster.api("planner-a").awaitNothingUnfinished();
        Audit audit = new Audit(cluster.api("planner-a"), log.arrivals());
        for (String job : jobs) {
          audit.everySecond(job, false);
        }
        assertThat(audit.violations()).isEmpty();
        assertThat(audit.repeated()).isZero();
      }
    }
  }

  private static List<String> create(Api api, String target) throws Exception {
    List<String> jobs = new ArrayList<>();
    for (int i = 0; i < JOBS; i++) {
      jobs.add(
          api.create(Map.of("schedule", "* * * * * *", "api", target, "startDeadlineMs", 600_000)));
    }
    return jobs;
  }

  private static JsonNode stats(Cluster cluster) throws Exception {
    return cluster.api("planner-a").get("/queue/stats").json();
  }

  private static int desired(Cluster cluster) throws Exception {
    return stats(cluster).get("workersDesired").asInt();
  }

  /** Does what an autoscaler does. */
  private void scale(Cluster cluster, int count) throws Exception {
    while (workers.size() < count) {
      String name = "worker-" + workers.size();
      cluster.start(name);
      workers.push(name);
      System.out.printf("%s workers: %d%n", Instant.now(), workers.size());
    }
    while (workers.size() > Math.max(1, count)) {
      assertThat(cluster.node(workers.pop()).terminate(30)).isZero();
      System.out.printf("%s workers: %d%n", Instant.now(), workers.size());
    }
  }
}
