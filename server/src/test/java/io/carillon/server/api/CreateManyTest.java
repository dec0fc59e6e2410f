package io.carillon.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Idempotent creates, batches and bulk changes. */
class CreateManyTest {
  @TempDir static Path folder;
  private static TestServer server;
  private static Client api;

  @BeforeAll
  static void start() throws IOException {
    server = TestServer.start(folder, Map.of());
    api = server.client();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String job(String name) {
    return "{\"name\": \""
        + name
        + "\", \"schedule\": \"@daily\", \"api\": \"http://example.com\"}";
  }

  @Test
  void aRepeatUnderTheSameKeyGetsTheFirstAnswer() {
    Reply first = api.post("/jobs", job("idempotent"), "Idempotency-Key", "key 1").expect(201);
    Reply again = api.post("/jobs", job("idempotent"), "Idempotency-Key", "key 1").expect(201);
    Reply elsewhere =
        api.send(
            "POST", "//jobs", job("idempotent"), "application/json", "Idempotency-Key", "key 1");

    assertThat(again.text()).isEqualTo(first.text()).isEqualTo(elsewhere.text());
    assertThat(again.header("location")).isEqualTo(first.header("location"));
    assertThat(again.header("etag")).isEqualTo(first.header("etag"));
    assertThat(api.get("/jobs?name=idempotent").json("jobs")).hasSize(1);
    assertThat(api.get("/jobs/" + first.json("jobId").asText()).json("nextExecutionTime"))
        .as("the kept answer is what the store did")
        .isEqualTo(first.json("nextExecutionTime"));
  }

  @Test
  void anotherBodyUnderTheSameKeyIsRefused() {
    api.post("/jobs", job("one"), "Idempotency-Key", "key 2").expect(201);

    api.post("/jobs", job("two"), "Idempotency-Key", "key 2")
        .expectProblem(422, "idempotency-key-reused");
  }

  @Test
  void aRefusedRequestDoesNotUseTheKeyUp() {
    api.post("/jobs", "{}", "Idempotency-Key", "key 3").expect(400);

    api.post("/jobs", job("three"), "Idempotency-Key", "key 3").expect(201);
  }

  @Test
  void repeatsAtTheSameTimeMakeOneJob() {
    List<Reply> replies = Collections.synchronizedList(new ArrayList<>());
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      threads.add(
          Thread.startVirtualThread(
              () -> replies.add(api.post("/jobs", job("race"), "Idempotency-Key", "key 4"))));
    }
    threads.forEach(CreateManyTest::join);

    assertThat(replies).hasSize(8).extracting(Reply::status).containsOnly(201);
    assertThat(replies).extracting(Reply::text).containsOnly(replies.getFirst().text());
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aBatchJudgesEachItemForItself() {
    JsonNode result =
        api.post(
                "/jobs/batch",
                "["
                    + String.join(
                        ", ",
                        job("batch a"),
                        "{\"schedule\": \"x\", \"api\": \"ftp://y\", \"zzz\": 1}",
                        "5",
                        job("batch b"),
                        job("batch a"))
                    + "]")
            .expect(200)
            .json();

    assertThat(result.path("created").asInt()).isEqualTo(2);
    assertThat(result.path("failed").asInt()).isEqualTo(3);
    assertThat(statuses(result)).containsExactly("201", "400", "400", "201", "409");
    assertThat(
            result.path("results").get(1).path("problem").path("errors").findValuesAsText("field"))
        .containsExactlyInAnyOrder("schedule", "api", "zzz");
    assertThat(result.path("results").get(4).path("problem").path("code").asText())
        .isEqualTo("name-taken");
    String id = result.path("results").get(0).path("jobId").asText();
    assertThat(api.get("/jobs/" + id).expect(200).json("name").asText()).isEqualTo("batch a");
  }

  private static List<String> statuses(JsonNode result) {
    List<String> statuses = new ArrayList<>();
    result.path("results").forEach(item -> statuses.add(item.path("status").asText()));
    return statuses;
  }

  @Test
  void aBatchMayHaveOneJobALine() {
    String body = job("line a") + "\n\nnot json\r\n" + job("line b");

    JsonNode result =
        api.send("POST", "/jobs/batch", body, "application/x-ndjson").expect(200).json();

    assertThat(statuses(result)).containsExactly("201", "400", "201");
    assertThat(result.path("results").get(1).path("problem").path("code").asText())
        .isEqualTo("malformed-json");
  }

  @Test
  void aBatchOfTenThousandWorksAndOneMoreIsRefused() {
    String item =
        "{\"schedule\":\"0 0 0 1 1 *\",\"api\":\"http://example.com\",\"tags\":[\"many\"]}";
    String many = String.join(",", Collections.nCopies(10_000, item));

    assertThat(api.post("/jobs/batch", "[" + many + "]").expect(200).json("created").asInt())
        .isEqualTo(10_000);
    api.post("/jobs/batch", "[" + many + "," + item + "]").expectProblem(400, "invalid-request");
    api.send("POST", "/jobs/batch", (item + "\n").repeat(10_001), "application/x-ndjson")
        .expectProblem(400, "invalid-request");
  }

  @Test
  void anEmptyOrMalformedBatchIsRefusedAsAWhole() {
    api.post("/jobs/batch", "[]").expectProblem(400, "invalid-request");
    api.post("/jobs/batch", "{}").expectProblem(400, "invalid-request");
    api.post("/jobs/batch", "[{]").expectProblem(400, "malformed-json");
    api.send("POST", "/jobs/batch", "\n\n", "application/x-ndjson")
        .expectProblem(400, "invalid-request");
  }

  @Test
  void changesManyJobs() {
    String a = api.create(job("bulk a"));
    String b = api.create(job("bulk b"));
    String ids = "[\"" + a + "\", \"nobody\", \"" + b + "\"]";

    JsonNode paused = bulk("pause", ids);
    assertThat(paused.path("succeeded").asInt()).isEqualTo(2);
    assertThat(paused.path("failed").asInt()).isEqualTo(1);
    assertThat(paused.path("results").get(1).path("problem").path("code").asText())
        .isEqualTo("unknown-job");
    assertThat(api.get("/jobs/" + b).json("isActive").asBoolean()).isFalse();

    bulk("resume", ids);
    assertThat(api.get("/jobs/" + b).json("isActive").asBoolean()).isTrue();

    JsonNode triggered = bulk("trigger", ids);
    String execution = triggered.path("results").get(0).path("executionId").asText();
    api.get("/executions/" + execution).expect(200);

    assertThat(bulk("delete", ids).path("results").get(2).path("status").asInt()).isEqualTo(204);
    api.get("/jobs/" + a).expect(404);
  }

  private static JsonNode bulk(String action, String ids) {
    return api.post("/jobs/bulk", "{\"action\": \"" + action + "\", \"ids\": " + ids + "}")
        .expect(200)
        .json();
  }

  @Test
  void aBulkChangeHasItsLimits() {
    String thousandAndOne = String.join(",", Collections.nCopies(1_001, "\"x\""));
    api.post("/jobs/bulk", "{\"action\": \"pause\", \"ids\": [" + thousandAndOne + "]}")
        .expect(400);
    api.post("/jobs/bulk", "{\"action\": \"pause\", \"ids\": []}").expect(400);
    assertThat(
            api.post("/jobs/bulk", "{\"action\": \"explode\", \"ids\": [\"x\"]}")
                .expectProblem(400, "invalid-request")
                .messageOf("action"))
        .isEqualTo("must be one of pause, resume, trigger, delete");
  }
}
