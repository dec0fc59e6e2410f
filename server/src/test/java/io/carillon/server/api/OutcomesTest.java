package io.carillon.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How executions ended, in buckets. */
class OutcomesTest {
  @TempDir static Path folder;
  private static TestServer server;
  private static Receiver target;
  private static Receiver other;
  private static Client api;
  private static Instant before;

  @BeforeAll
  static void start() throws IOException {
    server = TestServer.start(folder, Map.of());
    target = new Receiver();
    other = new Receiver();
    api = server.client();
    before = Instant.now();
    for (String url :
        List.of(
            target.url("/ok"), target.url("/ok"), target.url("/status/400"), other.url("/ok"))) {
      api.act("/jobs/" + api.createQuiet(url) + "/trigger").expect(202);
    }
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> api.get("/outcomes").expect(200).json().at("/all/total").asInt() == 4);
  }

  @AfterAll
  static void stop() {
    target.close();
    other.close();
    server.close();
  }

  private static long sum(JsonNode buckets) {
    List<Long> counts = new ArrayList<>();
    buckets.forEach(count -> counts.add(count.asLong()));
    return counts.stream().mapToLong(Long::longValue).sum();
  }

  @Test
  void theLastTwelveHoursAreShown() {
    JsonNode shown = api.get("/outcomes").expect(200).json();

    assertThat(shown.path("bucketMs").asInt()).isEqualTo(300_000);
    assertThat(shown.at("/all/success").size()).isBetween(144, 145);
    assertThat(sum(shown.at("/all/success"))).isEqualTo(3);
    assertThat(sum(shown.at("/all/failed"))).isEqualTo(1);
    assertThat(sum(shown.at("/all/skipped"))).isZero();
  }

  @Test
  void destinationsAreToldApart() {
    JsonNode shown = api.get("/outcomes").expect(200).json();

    assertThat(shown.path("destinations")).hasSize(2);
    assertThat(shown.at("/destinations/0/destination").asText())
        .isEqualTo(target.url("").replaceAll("/$", ""));
    assertThat(shown.at("/destinations/0/total").asInt()).isEqualTo(3);
    assertThat(sum(shown.at("/destinations/0/failed"))).isEqualTo(1);
    assertThat(shown.at("/destinations/1/total").asInt()).isEqualTo(1);
  }

  @Test
  void aStretchIsShownInItsBuckets() {
    Instant from = before.minusSeconds(600);
    JsonNode shown =
        api.get("/outcomes?from=" + from + "&to=" + from.plusSeconds(1_800) + "&bucketMs=60000")
            .expect(200)
            .json();

    assertThat(shown.at("/all/success").size()).isBetween(30, 31);
    assertThat(Instant.parse(shown.path("from").asText()).getEpochSecond() % 60).isZero();
    assertThat(shown.at("/all/total").asInt()).isEqualTo(4);
    JsonNode earlier =
        api.get(
                "/outcomes?from="
                    + before.minusSeconds(7_200)
                    + "&to="
                    + before.minusSeconds(3_600))
            .expect(200)
            .json();
    assertThat(earlier.at("/all/total").asInt()).isZero();
    assertThat(earlier.path("destinations")).isEmpty();
  }

  @Test
  void aStopLosesNone(@TempDir Path own) throws IOException {
    try (TestServer first = TestServer.start(own, Map.of())) {
      Client client = first.client();
      String job = client.createQuiet(target.url("/ok"));
      client.act("/jobs/" + job + "/trigger").expect(202);
      await().until(() -> client.get("/metrics").json("sinceStart").path("success").asInt() == 1);
    }
    try (TestServer second = TestServer.start(own, Map.of())) {
      assertThat(second.client().get("/outcomes").json().at("/all/total").asInt()).isEqualTo(1);
    }
  }

  @Test
  void wrongStretchesAreRefused() {
    assertThat(api.get("/outcomes?bucketMs=90000").expect(400).wrongFields())
        .containsExactly("bucketMs");
    assertThat(
            api.get("/outcomes?from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:01Z")
                .expect(400)
                .wrongFields())
        .containsExactly("from");
    assertThat(
            api.get("/outcomes?from=2026-01-01T00:00:00Z&to=2026-01-01T00:00:00Z")
                .expect(400)
                .wrongFields())
        .containsExactly("from");
  }
}
