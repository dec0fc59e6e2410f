package io.carillon.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.carillon.server.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Server-sent events: what happens is told, within a rate. */
class EventsTest {
  @TempDir Path folder;
  private TestServer server;
  private Receiver target;

  @BeforeEach
  void start() throws IOException {
    server =
        TestServer.start(
            folder, Map.of("events-per-second-max", "5", "events-subscribers-max", "2"));
    target = new Receiver();
  }

  @AfterEach
  void stop() {
    target.close();
    server.close();
  }

  private void runAtOnce(String path, int times) {
    Client api = server.client();
    String job = api.createQuiet(target.url(path));
    for (int i = 0; i < times; i++) {
      api.act("/jobs/" + job + "/trigger").expect(202);
    }
  }

  /** Who was let in without a key needs one from the first one on. */
  @Test
  void endsWhenTheClientMayNoLongerListen() {
    try (Subscription events = new Subscription(server)) {
      await().until(() -> events.has("event: metrics"));
      server.client().post("/keys", "{\"name\": \"admin\", \"scope\": \"admin\"}").expect(201);

      await().until(() -> events.has("ended"));
    }
  }

  @Test
  void whoseStreamWasEndedTakesNoPlaceAnyMore() {
    String boss =
        server
            .client()
            .post("/keys", "{\"name\": \"boss\", \"scope\": \"admin\"}")
            .expect(201)
            .json("key")
            .asText();
    Client admin = server.client().with("X-API-Key", boss);
    for (int i = 0; i < 3; i++) {
      Reply made = admin.post("/keys", "{\"name\": \"reader\", \"scope\": \"read\"}").expect(201);
      try (Subscription events = listening(made.json("key").asText())) {
        admin.delete("/keys/" + made.json("id").asText());

        await().until(() -> events.has("ended"));
      }
    }
    try (Subscription events = listening(boss)) {
      await().until(() -> events.has("event: metrics"));
    }
  }

  /** A subscription that was let in; the server may notice only now that there is a place. */
  private Subscription listening(String key) {
    return await()
        .until(
            () -> new Subscription(server, "X-API-Key", key),
            events -> events.response.statusCode() == 200);
  }

  @Test
  void tellsOutcomesAlertsAndMetrics() {
    try (Subscription events = new Subscription(server)) {
      assertThat(events.response.statusCode()).isEqualTo(200);
      assertThat(events.response.headers().firstValue("content-type"))
          .hasValue("text/event-stream");
      assertThat(events.response.headers().firstValue("x-content-type-options"))
          .hasValue("nosniff");

      runAtOnce("/status/400", 1);

      await()
          .atMost(Duration.ofSeconds(15))
          .until(
              () ->
                  events.has("event: execution")
                      && events.has("event: alert")
                      && events.has("event: metrics"));
      int at = events.lines.indexOf("event: execution");
      assertThat(events.lines.get(at - 1)).startsWith("id: ");
      var data = Json.parseTrusted(events.lines.get(at + 1).substring("data: ".length()));
      assertThat(data.path("status").asText()).isEqualTo("FAILED");
      assertThat(data.path("httpStatus").asInt()).isEqualTo(400);
      assertThat(data.path("jobId").isTextual()).isTrue();
    }
  }

  @Test
  void saysHowManyItDropped() {
    try (Subscription events = new Subscription(server)) {
      runAtOnce("/ok", 60);

      await().atMost(Duration.ofSeconds(15)).until(() -> events.has("event: dropped"));
      int at = events.lines.indexOf("event: dropped");
      var data = Json.parseTrusted(events.lines.get(at + 1).substring("data: ".length()));
      assertThat(data.path("count").asInt()).isPositive();
    }
  }

  @Test
  void takesABoundedNumberOfSubscribersAndNoticesThoseThatLeave() {
    Client api = server.client();
    try (Subscription _ = new Subscription(server);
        Subscription _ = new Subscription(server)) {
      api.get("/events").expectProblem(429, "too-many-requests");
    }
    await()
        .atMost(Duration.ofSeconds(15))
        .until(
            () -> {
              try (Subscription again = new Subscription(server)) {
                return again.response.statusCode() == 200;
              }
            });
  }
}
