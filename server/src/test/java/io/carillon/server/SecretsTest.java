package io.carillon.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.standardwebhooks.Webhook;
import io.carillon.invoker.http.SigningSecrets;
import io.carillon.server.api.Client;
import io.carillon.server.api.Receiver;
import io.carillon.server.api.Receiver.Arrival;
import io.carillon.server.api.Reply;
import io.carillon.server.api.TestServer;
import io.carillon.server.config.ConfigSources;
import io.carillon.server.log.LogSetup;
import io.carillon.store.jdbc.SecretKeys;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Secrets are planted, everything that the server can do is done, and all that it wrote is read.
 */
@Isolated // the log is one for the whole process
class SecretsTest {
  private static final String HEADER = "pl4nted-header";
  private static final String OLDER_HEADER = "pl4nted-earlier";

  @TempDir Path folder;
  private final String key = SecretKeys.generate();
  private final String signing = SigningSecrets.generate();
  private final List<String> said = new CopyOnWriteArrayList<>();

  @AfterEach
  void quiet() {
    LogSetup.apply(ConfigSources.read(Map.of("log-level", "warn"), Map.of()).log());
  }

  private Reply heard(Reply reply) {
    said.add(reply.text() + reply.response().headers());
    return reply;
  }

  private List<String> files() throws IOException {
    List<String> content = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!file.endsWith("key") && !file.endsWith("signing")) {
          content.add(file + "\n" + new String(Files.readAllBytes(file), ISO_8859_1));
        }
      }
    }
    return content;
  }

  private void assertNothingLeaks(List<String> texts) {
    assertThat(texts).isNotEmpty();
    for (String secret : List.of("pl4nted", key, signing, signing.substring(6))) {
      assertThat(texts).noneMatch(text -> text.contains(secret));
    }
  }

  @Test
  void plantedSecretsShowUpInCallsOnly() throws Exception {
    Files.writeString(folder.resolve("key"), "# of today\n" + key + "\n");
    Files.writeString(folder.resolve("signing"), signing);
    Map<String, String> settings =
        Map.of(
            "secret-key-file", folder.resolve("key").toString(),
            "signing-secret-file", folder.resolve("signing").toString(),
            "log-level", "debug",
            "log-file", folder.resolve("carillon.log").toString());
    LogSetup.apply(ConfigSources.read(settings, Map.of()).log());
    try (Receiver target = new Receiver();
        HttpClient subscriber = HttpClient.newHttpClient();
        TestServer server = TestServer.start(folder, settings)) {
      listen(subscriber, server.url());
      useEverything(server.client(), target);

      assertThat(files()).anyMatch(file -> file.startsWith(folder + "/carillon.db-wal"));
      assertNothingLeaks(files());
      await().atMost(Duration.ofSeconds(15)).until(() -> said.contains("event: alert"));
      subscriber.shutdownNow();
      assertEachIsSigned(target);
      assertThat(target.arrivals())
          .anyMatch(call -> HEADER.equals(call.headers().getFirst("X-Secret")));
    }
    LogSetup.flush();
    assertThat(files()).anyMatch(file -> file.contains("listening on"));
    assertNothingLeaks(files());
    assertNothingLeaks(said);
  }

  private void listen(HttpClient subscriber, String url) {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/api/v1/events")).build();
    var _ =
        subscriber
            .sendAsync(request, BodyHandlers.ofLines())
            .thenAcceptAsync(response -> response.body().forEach(said::add));
  }

  private void useEverything(Client api, Receiver target) {
    String first =
        """
        {"name": "first", "schedule": "@yearly", "maxRetryCount": 1, "retry": {"initialDelayMs": 1},
         "api": "%s", "headers": {"X-Secret": "%s"}, "alertWebhook": "%s"}
        """
            .formatted(target.url("/status/500"), OLDER_HEADER, target.url("/hook"));
    String id = heard(api.post("/jobs", first, "Idempotency-Key", "once")).json("id").asText();
    heard(api.post("/jobs", first, "Idempotency-Key", "once")).expect(201);
    heard(api.post("/jobs", first)).expectProblem(409, "name-taken");
    heard(api.post("/jobs", first.replace("@yearly", "never"))).expect(400);
    heard(api.post("/jobs", first.replace("\"X-Secret\"", "\"Host\""))).expect(400);
    heard(api.post("/jobs/batch", "[" + first + "]")).expect(200);
    heard(api.post("/jobs/test", first)).expect(200);
    heard(api.post("/jobs/test", first.replace(target.url(""), "http://127.0.0.1:1"))).expect(200);
    heard(api.patch("/jobs/" + id, "{\"headers\": {\"X-Secret\": \"" + HEADER + "\"}}"))
        .expect(200);
    heard(api.act("/jobs/" + id + "/trigger")).expect(202);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> api.get("/jobs/" + id + "/alerts").json("alerts").size() == 1);
    String execution =
        api.get("/jobs/" + id + "/executions").json("executions").get(0).path("id").asText();
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> target.arrivals().stream().anyMatch(call -> call.path().equals("/hook")));
    for (String path :
        List.of(
            "/jobs",
            "/jobs/" + id,
            "/jobs/" + id + "/versions",
            "/jobs/" + id + "/executions",
            "/jobs/" + id + "/alerts",
            "/jobs/" + id + "/stats",
            "/jobs/" + id + "/schedule",
            "/executions",
            "/executions/failed",
            "/executions/" + execution,
            "/alerts",
            "/metrics",
            "/nodes",
            "/queue/stats",
            "/info",
            "/health",
            "//metrics")) {
      heard(api.get(path)).expect(200);
    }
    heard(api.act("/jobs/" + id + "/pause")).expect(200);
    heard(api.delete("/jobs/" + id)).expect(204);
  }

  /** Job calls and alerts alike, by the library that receivers use. */
  private void assertEachIsSigned(Receiver target) throws Exception {
    for (Arrival call : target.arrivals()) {
      new Webhook(signing).verify(call.body(), call.headers());
      assertThat(call.headers().getFirst("webhook-id"))
          .isEqualTo(call.path().equals("/hook") ? "alert-1" : call.executionId());
    }
  }
}
