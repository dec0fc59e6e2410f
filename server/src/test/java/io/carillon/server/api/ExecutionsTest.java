package io.carillon.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.server.config.Version;
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

/** Running jobs and reading what became of them. */
class ExecutionsTest {
  @TempDir static Path folder;
  private static TestServer server;
  private static Receiver target;
  private static Client api;

  @BeforeAll
  static void start() throws IOException {
    server = TestServer.start(folder, Map.of());
    target = new Receiver();
    api = server.client();
  }

  @AfterAll
  static void stop() {
    target.close();
    server.close();
  }

  private static String trigger(String job) {
    Reply reply = api.act("/jobs/" + job + "/trigger").expect(202);
    assertThat(reply.json("jobId").asText()).isEqualTo(job);
    return reply.json("executionId").asText();
  }

  private static JsonNode awaitEnd(String execution) {
    await()
        .atMost(Duration.ofSeconds(15))
        .until(
            () ->
                List.of("SUCCESS", "FAILED", "CANCELLED")
                    .contains(api.get("/executions/" + execution).json("status").asText()));
    return api.get("/executions/" + execution).json();
  }

  @Test
  void aTriggeredJobRunsAtOnce() {
    String job = api.createQuiet(target.url("/ok"));

    JsonNode execution = awaitEnd(trigger(job));

    assertThat(execution.path("status").asText()).isEqualTo("SUCCESS");
    assertThat(execution.path("cause").asText()).isEqualTo("MANUAL");
    assertThat(execution.path("httpStatus").asInt()).isEqualTo(200);
    assertThat(execution.path("node").asText()).isEqualTo("test");
    assertThat(execution.path("attempts")).hasSize(1);
    assertThat(target.arrivals())
        .extracting(Receiver.Arrival::executionId)
        .contains(execution.path("id").asText());
  }

  @Test
  void aPausedJobCanBeTriggered() {
    String job = api.createQuiet(target.url("/ok"));
    api.act("/jobs/" + job + "/pause").expect(200);

    assertThat(awaitEnd(trigger(job)).path("status").asText()).isEqualTo("SUCCESS");
  }

  @Test
  void attemptsShowWhatTheTargetAnswered() {
    String job = api.createQuiet(target.url("/status/418"));

    JsonNode execution = awaitEnd(trigger(job));

    assertThat(execution.path("status").asText()).isEqualTo("FAILED");
    assertThat(execution.path("error").asText()).contains("418");
    assertThat(execution.path("attempts").get(0).path("response").asText()).isEqualTo("seen");
  }

  @Test
  void aRunningExecutionCanBeCancelledOnce() {
    String job = api.createQuiet(target.url("/hold"));
    String execution = trigger(job);
    await().until(() -> arrived(execution));

    JsonNode cancelled = api.act("/executions/" + execution + "/cancel").expect(200).json();

    assertThat(cancelled.path("status").asText()).isEqualTo("CANCELLED");
    api.act("/executions/" + execution + "/cancel").expectProblem(409, "execution-ended");
  }

  private static boolean arrived(String execution) {
    return target.arrivals().stream().anyMatch(arrival -> arrival.executionId().equals(execution));
  }

  @Test
  void aReplayIsANewExecution() {
    String job = api.createQuiet(target.url("/ok"));
    String first = trigger(job);
    awaitEnd(first);

    Reply replay = api.act("/executions/" + first + "/replay").expect(202);
    String second = replay.json("executionId").asText();

    assertThat(second).isNotEqualTo(first);
    JsonNode execution = awaitEnd(second);
    assertThat(execution.path("cause").asText()).isEqualTo("REPLAY");
    assertThat(execution.path("jobId").asText()).isEqualTo(job);
  }

  @Test
  void theExecutionsOfADeletedJobStayReadableButCannotBeReplayed() {
    String job = api.createQuiet(target.url("/ok"));
    String execution = trigger(job);
    awaitEnd(execution);
    api.delete("/jobs/" + job).expect(204);

    assertThat(api.get("/jobs/" + job + "/executions").expect(200).json("executions")).hasSize(1);
    assertThat(api.get("/jobs/" + job + "/alerts").expect(200).json("alerts")).isEmpty();
    api.get("/executions/" + execution).expect(200);
    api.act("/executions/" + execution + "/replay").expectProblem(409, "job-deleted");
    api.act("/jobs/" + job + "/trigger").expectProblem(404, "unknown-job");
  }

  @Test
  void listsAJobsExecutionsNewestFirst() {
    String job = api.createQuiet(target.url("/ok"));
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      ids.addFirst(trigger(job));
    }
    ids.forEach(ExecutionsTest::awaitEnd);
    String path = "/jobs/" + job + "/executions";

    assertThat(ids(api.get(path))).as("5 by default").isEqualTo(ids.subList(0, 5));
    assertThat(ids(api.get(path + "?limit=500"))).isEqualTo(ids);
    String cursor = api.get(path + "?limit=4").json("nextCursor").asText();
    assertThat(ids(api.get(path + "?limit=4&cursor=" + cursor))).isEqualTo(ids.subList(4, 7));
    assertThat(ids(api.get(path + "?status=FAILED"))).isEmpty();
    assertThat(ids(api.get(path + "?status=FAILED,SUCCESS&limit=1"))).hasSize(1);
    assertThat(ids(api.get(path + "?to=2020-01-01T00:00:00Z"))).isEmpty();
    assertThat(ids(api.get(path + "?limit=10&from=2020-01-01T00:00:00Z&to=2100-01-01T00:00:00Z")))
        .hasSize(7);
    assertThat(api.get("/jobs/" + job + "/history").text()).isEqualTo(api.get(path).text());
  }

  private static List<String> ids(Reply reply) {
    return reply.expect(200).json("executions").findValuesAsText("id");
  }

  @Test
  void listsExecutionsAcrossJobs() {
    String good = awaitEnd(trigger(api.createQuiet(target.url("/ok")))).path("id").asText();
    String bad = awaitEnd(trigger(api.createQuiet(target.url("/status/400")))).path("id").asText();

    assertThat(ids(api.get("/executions"))).contains(good, bad);
    assertThat(ids(api.get("/executions/recent?limit=2"))).contains(bad, good);
    assertThat(ids(api.get("/executions/failed"))).contains(bad).doesNotContain(good);
    assertThat(ids(api.get("/executions?status=SUCCESS"))).contains(good).doesNotContain(bad);
    assertThat(ids(api.get("/executions?httpStatus=400"))).contains(bad).doesNotContain(good);
    assertThat(ids(api.get("/executions?httpStatus=2xx"))).contains(good).doesNotContain(bad);
    assertThat(ids(api.get("/executions?httpStatus=5xx&status=FAILED"))).isEmpty();
    assertThat(api.get("/executions?httpStatus=4x").expect(400).wrongFields())
        .containsExactly("httpStatus");
    assertThat(api.get("/executions").json().has("jobId")).isFalse();
  }

  @Test
  void futureExecutionsAreShownOnlyWhenAskedFor(@TempDir Path other) throws IOException {
    Map<String, String> early =
        Map.of("engine-claim-ahead-ms", "20000", "engine-plan-ahead-ms", "25000");
    try (TestServer planner = TestServer.start(other, early)) {
      Client client = planner.client();
      Instant at = Instant.now().plusSeconds(10);
      String job =
          client.create(
              "{\"schedule\": \"@at %s\", \"api\": \"%s\"}".formatted(at, target.url("/ok")));
      String list = "/jobs/" + job + "/executions";

      await().until(() -> ids(client.get(list + "?status=PENDING")).size() == 1);
      assertThat(ids(client.get(list))).isEmpty();
      assertThat(ids(client.get("/executions"))).isEmpty();
      assertThat(Instant.now()).as("it was still to come").isBefore(at);

      await().atMost(Duration.ofSeconds(30)).until(() -> ids(client.get(list)).size() == 1);
      await().until(() -> ids(client.get(list + "?status=SUCCESS")).size() == 1);
      assertThat(client.get("/jobs/" + job).json("isActive").asBoolean())
          .as("fired once")
          .isFalse();
    }
  }

  @Test
  void showsHowAJobsExecutionsEnded() {
    String job = api.createQuiet(target.url("/flip"));
    awaitEnd(trigger(job));
    target.flipTo(400);
    awaitEnd(trigger(job));
    target.flipTo(200);

    JsonNode stats = api.get("/jobs/" + job + "/stats").expect(200).json();

    assertThat(stats.path("total").asInt()).isEqualTo(2);
    assertThat(stats.path("successRate").asDouble()).isEqualTo(0.5);
    assertThat(stats.path("durationMs").path("max").isNumber()).isTrue();
    assertThat(
            api.get("/jobs/" + api.createQuiet(target.url("/ok")) + "/stats")
                .json("successRate")
                .isNull())
        .isTrue();
  }

  @Test
  void unknownExecutionsAreNotFound() {
    for (String id : List.of("0000000000001", "x", "zzzzzzzzzzzzz")) {
      api.get("/executions/" + id).expectProblem(404, "unknown-execution");
      api.act("/executions/" + id + "/replay").expectProblem(404, "unknown-execution");
      api.act("/executions/" + id + "/cancel").expectProblem(404, "unknown-execution");
    }
  }

  @Test
  void theUserAgentIsCarillonUnlessTheJobHasItsOwn() {
    String test = "{\"api\": \"%s\", \"headers\": %s}";
    api.post("/jobs/test", test.formatted(target.url("/agent/usual"), "{}")).expect(200);
    api.post("/jobs/test", test.formatted(target.url("/agent/own"), "{\"user-agent\": \"mine\"}"))
        .expect(200);

    assertThat(userAgentAt("/agent/usual")).isEqualTo("Carillon/" + Version.NUMBER);
    assertThat(userAgentAt("/agent/own")).isEqualTo("mine");
  }

  private static String userAgentAt(String path) {
    return target.arrivals().stream()
        .filter(arrival -> arrival.path().equals(path))
        .findFirst()
        .orElseThrow()
        .userAgent();
  }

  @Test
  void anUnsavedJobCanBeTested() {
    long jobs = api.get("/jobs?limit=500").json("jobs").size();

    JsonNode good =
        api.post("/jobs/test", "{\"api\": \"" + target.url("/ok") + "\", \"body\": \"probe\"}")
            .expect(200)
            .json();
    JsonNode bad =
        api.post(
                "/jobs/test",
                "{\"schedule\": \"@daily\", \"api\": \"" + target.url("/status/503") + "\"}")
            .expect(200)
            .json();
    JsonNode refused =
        api.post("/jobs/test", "{\"api\": \"http://127.0.0.1:1/\"}").expect(200).json();

    assertThat(good.path("outcome").asText()).isEqualTo("SUCCESS");
    assertThat(good.path("httpStatus").asInt()).isEqualTo(200);
    assertThat(good.path("response").asText()).as("shown though it is a success").isEqualTo("seen");
    assertThat(target.arrivals()).extracting(Receiver.Arrival::body).contains("probe");
    assertThat(bad.path("outcome").asText()).isEqualTo("FAILED");
    assertThat(bad.path("response").asText()).isEqualTo("seen");
    assertThat(refused.path("outcome").asText()).isEqualTo("FAILED");
    assertThat(refused.path("httpStatus").isNull()).isTrue();
    assertThat(refused.path("error").asText()).isNotEmpty();
    api.post("/jobs/test", "{\"api\": \"ftp://x\"}").expectProblem(400, "invalid-request");
    api.post("/jobs/test", "{\"schedule\": \"x\"}").expectProblem(400, "invalid-request");
    assertThat(api.get("/jobs?limit=500").json("jobs")).as("nothing is stored").hasSize((int) jobs);
  }
}
