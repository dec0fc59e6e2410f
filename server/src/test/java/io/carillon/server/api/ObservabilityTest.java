package io.carillon.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.schedule.TzDatabase;
import io.carillon.server.config.Version;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Metrics, health, info, previews and the contract itself. */
class ObservabilityTest {
  @TempDir static Path folder;
  private static TestServer server;
  private static Receiver target;
  private static Client api;

  @BeforeAll
  static void start() throws IOException {
    server = TestServer.start(folder, Map.of());
    target = new Receiver();
    api = server.client();
    String good = api.createQuiet(target.url("/ok"));
    String bad = api.createQuiet(target.url("/status/400"));
    api.act("/jobs/" + good + "/trigger").expect(202);
    api.act("/jobs/" + bad + "/trigger").expect(202);
    await()
        .atMost(Duration.ofSeconds(15))
        .until(
            () ->
                api.get("/metrics").json("sinceStart").path("failed").asInt() == 1
                    && api.get("/metrics").json("sinceStart").path("success").asInt() == 1);
  }

  @AfterAll
  static void stop() {
    target.close();
    server.close();
  }

  @Test
  void theLastHourIsShownPointByPoint() {
    await()
        .atMost(Duration.ofSeconds(15))
        .until(
            () -> {
              JsonNode points = api.get("/metrics/history").expect(200).json("points");
              JsonNode last = points.path(points.size() - 1);
              return last.path("success").asInt() == 1
                  && last.path("failed").asInt() == 1
                  && last.path("driftP99Ms").isNumber();
            });
  }

  @Test
  void theSummaryTellsWhatHappened() {
    await()
        .atMost(Duration.ofSeconds(15))
        .until(() -> api.get("/metrics").json("totalExecutions").asInt() == 2);
    await()
        .atMost(Duration.ofSeconds(15))
        .until(() -> api.get("/metrics").json("driftMs").isObject());

    JsonNode metrics = api.get("/metrics").expect(200).json();

    assertThat(metrics.path("totalJobs").asInt()).isEqualTo(2);
    assertThat(metrics.path("lastMinute").path("successRate").asDouble()).isEqualTo(0.5);
    assertThat(metrics.path("lastHour").path("errorRate").asDouble()).isEqualTo(0.5);
    assertThat(metrics.path("apiLatencyMs").path("p50").asDouble()).isPositive();
    assertThat(metrics.path("storeLatencyMs").path("max").asDouble()).isPositive();
    JsonNode queue = api.get("/queue/stats").expect(200).json();
    assertThat(queue.path("completed").asInt()).isEqualTo(1);
    assertThat(queue.path("failed").asInt()).isEqualTo(1);
  }

  @Test
  void everyMetricOfOursIsDescribed() {
    List<String> undescribed = new ArrayList<>();
    List<String> help =
        api.get("//metrics")
            .expect(200)
            .text()
            .lines()
            .filter(line -> line.startsWith("# HELP carillon_"))
            .toList();
    for (String line : help) {
      if (line.split(" ", 4)[3].isBlank()) {
        undescribed.add(line);
      }
    }

    assertThat(help).hasSizeGreaterThan(30);
    assertThat(undescribed).isEmpty();
  }

  @Test
  void prometheusReadsEverything() {
    Reply metrics = api.get("//metrics").expect(200);

    assertThat(metrics.header("content-type")).startsWith("text/plain");
    assertThat(metrics.text())
        .contains(
            "carillon_executions_total{outcome=\"success\"} 1.0",
            "carillon_executions_total{outcome=\"failed\"} 1.0",
            "carillon_drift_seconds_bucket",
            "carillon_call_duration_seconds_bucket",
            "carillon_in_flight",
            "carillon_waiting",
            "carillon_plan_lead_seconds",
            "carillon_plan_batch",
            "carillon_settle_batch",
            "carillon_settle_seconds",
            "carillon_store_commit_seconds_bucket",
            "carillon_http_requests_seconds_bucket{operation=\"createJob\",status=\"201\"",
            "carillon_alerts_total{kind=\"failure\"} 1.0",
            // There before they count, so that the first failure is an increase.
            "carillon_store_failures_total{operation=\"plan\"} 0.0",
            "carillon_queue_failures_total{operation=\"offer\"} 0.0",
            "carillon_jobs ",
            "jvm_memory_used_bytes");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/health",
        "/health/live",
        "/health/ready",
        "//health",
        "//api/health",
        "//observability/health"
      })
  void isHealthy(String path) {
    assertThat(api.get(path).expect(200).json("status").asText()).isEqualTo("UP");
  }

  @Test
  void saysWhatItIs() {
    JsonNode info = api.get("/info").expect(200).json();
    assertThat(info.path("version").asText()).startsWith("0.");
    assertThat(info.path("build").asText()).isEqualTo(Version.BUILD).matches("[0-9a-f]{7,40}|none");
    assertThat(info.path("tzDatabase").asText()).isEqualTo(TzDatabase.version());
    assertThat(info.path("limits").path("inFlightMax").asInt()).isPositive();
    assertThat(info.path("routes").findValuesAsText("operation")).contains("createJob", "getInfo");

    JsonNode node = api.get("/nodes").expect(200).json("nodes").get(0);
    assertThat(node.path("name").asText()).isEqualTo("test");
    assertThat(node.path("lease").path("term").asInt()).isEqualTo(1);
  }

  @Test
  void servesTheContractAndAPageThatShowsIt() {
    assertThat(api.get("//openapi.yaml").expect(200).text()).startsWith("openapi: 3.1.0");
    assertThat(api.get("//openapi.json").expect(200).json("openapi").asText()).isEqualTo("3.1.0");
    Reply page = api.get("//docs").expect(200);
    assertThat(page.header("content-type")).startsWith("text/html");
    assertThat(page.text()).doesNotContain("http://", "https://", "<style", "onclick");
    assertThat(page.header("content-security-policy"))
        .contains("default-src 'none'", "script-src 'self'")
        .doesNotContain("unsafe");
  }

  @ParameterizedTest
  @CsvSource({
    "contents.js, text/javascript; charset=utf-8",
    "contract.js, text/javascript; charset=utf-8",
    "copy.js, text/javascript; charset=utf-8",
    "curl.js, text/javascript; charset=utf-8",
    "docs.js, text/javascript; charset=utf-8",
    "dom.js, text/javascript; charset=utf-8",
    "example.js, text/javascript; charset=utf-8",
    "fields.js, text/javascript; charset=utf-8",
    "filter.js, text/javascript; charset=utf-8",
    "operation.js, text/javascript; charset=utf-8",
    "schema.js, text/javascript; charset=utf-8",
    "docs.css, text/css; charset=utf-8",
    "icon.svg, image/svg+xml"
  })
  void thePageComesFromThisServerAlone(String file, String type) {
    Reply part = api.get("//docs/" + file).expect(200);

    assertThat(part.header("content-type")).isEqualTo(type);
    assertThat(part.text()).doesNotContain("https://", "innerHTML", "eval(", "@import", "url(");
  }

  @Test
  void everyPartOfThePageThatAnotherNamesIsServed() {
    Pattern reference = Pattern.compile("(?:\"/docs/|from \"\\./)([a-z.]+)\"");
    Set<String> named = new TreeSet<>();
    Deque<String> unread = new ArrayDeque<>(List.of("//docs"));
    while (!unread.isEmpty()) {
      Matcher found = reference.matcher(api.get(unread.pop()).expect(200).text());
      while (found.find()) {
        if (named.add(found.group(1))) {
          unread.push("//docs/" + found.group(1));
        }
      }
    }
    assertThat(named).contains("docs.css", "schema.js").hasSize(13);
  }
}
