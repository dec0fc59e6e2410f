package io.carillon.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.server.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A failure is stored and sent, and so is the recovery. */
class AlertsTest {
  @TempDir Path folder;
  private TestServer server;
  private Receiver target;
  private Client api;

  @BeforeEach
  void start() throws IOException {
    target = new Receiver();
    server = TestServer.start(folder, Map.of("alert-webhook", target.url("/global")));
    api = server.client();
  }

  @AfterEach
  void stop() {
    server.close();
    target.close();
  }

  private List<String> posted(String path) {
    return target.arrivals().stream()
        .filter(arrival -> arrival.path().equals(path))
        .map(Receiver.Arrival::body)
        .toList();
  }

  private JsonNode alerts(String job) {
    return api.get("/jobs/" + job + "/alerts").expect(200).json("alerts");
  }

  private boolean isListed(String job, String filter) {
    JsonNode jobs = api.get("/jobs?limit=500&" + filter).expect(200).json("jobs");
    return jobs.findValuesAsText("id").contains(job);
  }

  @Test
  void failureAndRecovery() {
    String job =
        api.create(
            "{\"name\": \"shaky\", \"schedule\": \"@yearly\", \"maxRetryCount\": 0, \"api\": \"%s\", \"alertWebhook\": \"%s\"}"
                .formatted(target.url("/flip"), target.url("/own")));
    target.flipTo(500);
    String failed = api.act("/jobs/" + job + "/trigger").json("executionId").asText();
    await().atMost(Duration.ofSeconds(15)).until(() -> alerts(job).size() == 1);

    JsonNode alert = alerts(job).get(0);
    assertThat(alert.path("kind").asText()).isEqualTo("FAILURE");
    assertThat(alert.path("executionId").asText()).isEqualTo(failed);
    assertThat(alert.path("attempts").asInt()).isEqualTo(1);
    assertThat(alert.path("error").asText()).contains("500");
    await().atMost(Duration.ofSeconds(15)).until(() -> posted("/own").size() == 1);
    JsonNode sent = Json.parseTrusted(posted("/own").getFirst());
    assertThat(sent.path("kind").asText()).isEqualTo("FAILURE");
    assertThat(sent.path("job").path("id").asText()).isEqualTo(job);
    assertThat(sent.path("job").path("name").asText()).isEqualTo("shaky");
    assertThat(sent.path("executionId").asText()).isEqualTo(failed);
    assertThat(sent.path("attempts").asInt()).isEqualTo(1);
    assertThat(isListed(job, "failing=true")).isTrue();
    assertThat(isListed(job, "failing=false")).isFalse();

    target.flipTo(200);
    api.act("/jobs/" + job + "/trigger").expect(202);
    await().atMost(Duration.ofSeconds(15)).until(() -> posted("/own").size() == 2);
    assertThat(alerts(job).get(0).path("kind").asText()).isEqualTo("RECOVERY");
    assertThat(isListed(job, "failing=true")).isFalse();
    assertThat(isListed(job, "failing=false")).isTrue();
    assertThat(posted("/global")).as("the job has its own").isEmpty();
  }

  @Test
  void theGlobalWebhookGetsTheRest() {
    String job = api.createQuiet(target.url("/status/404"));
    api.act("/jobs/" + job + "/trigger").expect(202);

    await().atMost(Duration.ofSeconds(15)).until(() -> posted("/global").size() == 1);
  }

  @Test
  void alertsCanBeAcknowledged() {
    String job = api.createQuiet(target.url("/status/404"));
    api.act("/jobs/" + job + "/trigger").expect(202);
    await()
        .atMost(Duration.ofSeconds(15))
        .until(() -> api.get("/alerts").json("alerts").size() == 1);
    String id = api.get("/alerts").json("alerts").get(0).path("id").asText();

    Reply first = api.act("/alerts/" + id + "/ack").expect(200);
    Reply second = api.act("/alerts/" + id + "/ack").expect(200);

    assertThat(first.json("acknowledgedAt").isTextual()).isTrue();
    assertThat(second.text()).isEqualTo(first.text());
    api.act("/alerts/999/ack").expectProblem(404, "unknown-alert");
    api.act("/alerts/x/ack").expectProblem(404, "unknown-alert");
  }
}
