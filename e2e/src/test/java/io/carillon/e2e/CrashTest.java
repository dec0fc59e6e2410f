package io.carillon.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A server that is killed at any moment and started again loses nothing and doubles nothing. */
@Order(2)
class CrashTest {
  private static final int JOBS = 20;

  @TempDir Path data;
  private CallLog log;

  private final List<String> atLeastOnce = new ArrayList<>();
  private final List<String> atMostOnce = new ArrayList<>();

  /** Where the store is, when it is not a file in the test's folder. */
  Map<String, String> settings() {
    return Map.of();
  }

  @BeforeEach
  void open() throws Exception {
    log = new CallLog();
  }

  @AfterEach
  void close() {
    log.close();
  }

  static List<Failpoint> failpoints() {
    return List.of(Failpoint.values());
  }

  @ParameterizedTest
  @MethodSource("failpoints")
  void survivesAKillAt(Failpoint failpoint) throws Exception {
    int hit =
        switch (failpoint) {
          case BEFORE_SEND, AFTER_RESPONSE -> 30;
          case AFTER_START, BEFORE_SETTLE, AFTER_SETTLE -> 4;
          case AFTER_PLAN -> 40; // rounds that find nothing count too
        };
    try (ServerProcess doomed =
        ServerProcess.startWithFailpoint(data, settings(), failpoint, hit)) {
      createJobs(new Api(doomed.url()), doomed);
      assertThat(doomed.awaitExit(30)).as("killed by signal 9").isEqualTo(137);
    }
    try (ServerProcess next = ServerProcess.start(data, settings())) {
      Api api = new Api(next.url());
      awaitCalls(log.arrivals().size() + 3 * acknowledged());
      awaitExecutions();
      audit(api, "kill at " + failpoint);
      assertThat(next.terminate(30)).isZero();
    }
  }

  @Test
  void survivesKillsAtRandomMomentsUnderLoad() throws Exception {
    killAtRandomMoments();
  }

  final void killAtRandomMoments() throws Exception {
    long seed = Long.getLong("carillon.seed", 20_261_122L);
    int kills = Integer.getInteger("carillon.kills", 4);
    System.out.println("random kills: seed " + seed + ", kills " + kills);
    Random random = new Random(seed);
    for (int kill = 0; kill < kills; kill++) {
      try (ServerProcess doomed = ServerProcess.start(data, settings())) {
        if (kill == 0) {
          createJobs(new Api(doomed.url()), doomed);
        }
        doomed.runFor(random.nextInt(1, 4_000));
        doomed.kill();
      }
    }
    try (ServerProcess last = ServerProcess.start(data, settings())) {
      awaitCalls(log.arrivals().size() + 3 * acknowledged());
      awaitExecutions();
      audit(new Api(last.url()), kills + " random kills, seed " + seed);
    }
  }

  /** Creates jobs until the server dies; those that it acknowledged must exist afterwards. */
  private void createJobs(Api api, ServerProcess server) throws Exception {
    for (int i = 0; i < JOBS; i++) {
      boolean once = i % 4 == 3;
      Map<String, Object> job = new HashMap<>();
      job.put("name", "job " + i);
      job.put("schedule", "* * * * * *");
      job.put("api", log.url(path(i)));
      job.put("maxRetryCount", 2);
      job.put("retry", Map.of("initialDelayMs", 100));
      job.put("type", once ? "ATMOST_ONCE" : "ATLEAST_ONCE");
      job.put("misfire", i % 2 == 0 ? "FIRE_ONCE" : "FIRE_ALL");
      try {
        (once ? atMostOnce : atLeastOnce).add(api.create(job));
      } catch (java.io.IOException e) {
        assertThat(server.awaitExit(10)).isEqualTo(137);
        return;
      }
    }
  }

  private static String path(int job) {
    return switch (job % 5) {
      case 4 -> "/slow?300";
      case 2 -> "/fail";
      default -> "/ok";
    };
  }

  private int acknowledged() {
    return atLeastOnce.size() + atMostOnce.size();
  }

  private void awaitCalls(int count) {
    log.awaitArrivals(count, Duration.ofSeconds(30));
  }

  /** Three of each job: calls may be retries, and repeats of what the kill interrupted. */
  private void awaitExecutions() {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              Map<String, Set<String>> called = new HashMap<>();
              for (CallLog.Arrival call : log.arrivals()) {
                called.computeIfAbsent(call.jobId(), _ -> new HashSet<>()).add(call.executionId());
              }
              return Stream.concat(atLeastOnce.stream(), atMostOnce.stream())
                  .allMatch(job -> called.getOrDefault(job, Set.of()).size() >= 3);
            });
  }

  private void audit(Api api, String fault) throws Exception {
    List<String> all = new ArrayList<>(atLeastOnce);
    all.addAll(atMostOnce);
    for (String job : all) {
      assertThat(api.get("/jobs/" + job).status()).as("I1 job %s exists", job).isEqualTo(200);
    }
    // Also one that was created and not acknowledged, as the server died in between.
    JsonNode jobs = api.get("/jobs?limit=100").json().get("jobs");
    for (JsonNode job : jobs) {
      String path = "/jobs/" + job.get("id").asText() + "/pause";
      assertThat(api.post(path, null).status()).isEqualTo(200);
    }
    api.awaitNothingUnfinished();
    Audit audit = new Audit(api, log.arrivals());
    for (String job : atLeastOnce) {
      audit.everySecond(job, false);
    }
    for (String job : atMostOnce) {
      audit.everySecond(job, true);
    }
    System.out.printf(
        "%s: %d of %d jobs acknowledged, %d executions, %d called again, %d violations%n",
        fault,
        acknowledged(),
        jobs.size(),
        audit.executions(),
        audit.repeated(),
        audit.violations().size());
    assertThat(audit.violations()).isEmpty();
    assertThat(audit.executions()).isGreaterThanOrEqualTo(3 * acknowledged());
  }
}
