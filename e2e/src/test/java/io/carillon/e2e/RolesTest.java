package io.carillon.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.carillon.testkit.RedisServer;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** A node that plans, two that call, Redis between them, and what befalls them. */
@Order(3)
@TestInstance(Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // set before all tests
final class RolesTest {
  private static final String[] NODES = {"planner-a", "worker-a", "worker-b"};
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path folder;
  private Postgres postgres;
  private RedisServer redis;
  private Cluster cluster;
  private Traffic traffic;

  @BeforeAll
  void startAll() throws Exception {
    postgres = Postgres.start(folder.resolve("postgres"));
    redis = RedisServer.start();
    cluster =
        new Cluster(
            folder,
            postgres.url(postgres.createDatabase()),
            Map.of("CARILLON_QUEUE_URL", redis.url()));
  }

  @AfterAll
  void stopAll() throws Exception {
    cluster.close();
    redis.close();
    postgres.close();
  }

  @BeforeEach
  void load() throws Exception {
    cluster.start(NODES);
    traffic = Traffic.begin(cluster, "planner-a");
  }

  @AfterEach
  void unload() throws Exception {
    cluster.start(NODES);
    traffic.end("planner-a");
    traffic.close();
  }

  private void awaitHealth(String status) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> {
              Api.Reply reply = cluster.api("planner-a").get("/health");
              assertThat(reply.status()).isEqualTo(200);
              assertThat(reply.json().get("status").asText()).isEqualTo(status);
            });
  }

  @Test
  void whatOthersDidIsSeenAtTheNodeThatMakesNoCalls() {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              JsonNode metrics = cluster.api("planner-a").get("/metrics").json();
              assertThat(metrics.at("/nodes").asInt()).isEqualTo(NODES.length);
              assertThat(metrics.at("/sinceStart/success").asLong()).as("its own").isZero();
              assertThat(metrics.at("/lastMinute/success").asLong()).isPositive();
              assertThat(metrics.at("/lastHour/success").asLong()).isPositive();
              assertThat(metrics.at("/driftMs/p99").isNumber()).isTrue();
              assertThat(metrics.at("/meanDurationMs").isNumber()).isTrue();
              assertThat(metrics.at("/ended/success").asLong()).isPositive();
              JsonNode points =
                  cluster.api("planner-a").get("/metrics/history").json().get("points");
              assertThat(points).isNotEmpty();
              JsonNode last = points.get(points.size() - 1);
              assertThat(last.at("/success").asLong()).isPositive();
              assertThat(last.at("/driftP99Ms").isNumber()).isTrue();
            });
  }

  @Test
  void whatOthersDoIsHeardAtTheNodeThatMakesNoCalls() throws Exception {
    List<String> events = new CopyOnWriteArrayList<>();
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI stream = URI.create(cluster.node("planner-a").url() + "/api/v1/events");
      var response = client.send(HttpRequest.newBuilder(stream).build(), BodyHandlers.ofLines());
      Thread.startVirtualThread(() -> readInto(events, response.body()));

      Set<String> jobs = new HashSet<>(traffic.jobs());
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(jobsIn(events)).containsAll(jobs));
      client.shutdownNow();
    }
  }

  private static void readInto(List<String> events, Stream<String> lines) {
    try {
      lines.forEach(events::add);
    } catch (UncheckedIOException _) {
      // Closed.
    }
  }

  private static Set<String> jobsIn(List<String> events) throws Exception {
    Set<String> jobs = new HashSet<>();
    for (int i = 1; i < events.size(); i++) {
      if (events.get(i - 1).equals("event: execution")) {
        String data = events.get(i).substring("data: ".length());
        jobs.add(JSON.readTree(data).get("jobId").asText());
      }
    }
    return jobs;
  }

  @Test
  void aKilledWorker() throws Exception {
    Instant fault = Instant.now();
    cluster.node("worker-a").kill();

    cluster.awaitAlive("planner-a", "planner-a", "worker-b");
    traffic.awaitOnTime(fault, Cluster.LEASE.plusSeconds(4));
    traffic.audit("kill -9 of one of two workers", "planner-a", fault);
  }

  @Test
  void aQueueThatIsFlushed() throws Exception {
    Instant fault = Instant.now();
    for (int i = 0; i < 20; i++) {
      redis.tell("FLUSHALL");
      traffic.awaitSeconds(0.1);
    }

    traffic.awaitOnTime(fault, Duration.ofSeconds(10));
    Audit audit = traffic.audit("Redis flushed 20 times", "planner-a", fault);
    assertThat(audit.repeated()).as("called again").isZero();
  }

  @Test
  void aQueueThatDiesAndComesBackWithOldData() throws Exception {
    Instant fault = Instant.now();
    redis.kill();
    awaitHealth("DEGRADED");
    traffic.awaitSeconds(4); // The work goes through the database.
    redis.up();
    awaitHealth("UP");

    traffic.awaitOnTime(fault, Duration.ofSeconds(20));
    Audit audit =
        traffic.audit("Redis killed for seconds and restarted with old data", "planner-a", fault);
    assertThat(audit.repeated()).as("called again").isZero();
  }

  @Test
  @Tag("long")
  void aRollingRestart() throws Exception {
    Instant fault = Instant.now();
    cluster.restartInTurn(NODES);

    traffic.awaitOnTime(fault, Duration.ofSeconds(30));
    Audit audit = traffic.audit("rolling restart of planner and workers", "planner-a", fault);
    assertThat(audit.repeated()).as("called again").isZero();
  }
}
