package io.carillon.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.server.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Creating, reading, editing and deleting jobs. */
class JobsTest {
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

  @Test
  void theFoundingExampleWorksAsItStands() {
    Reply created =
        api.post(
                "/jobs",
                """
                {"schedule":"31 10-15 1 * * MON-FRI","api":"https://localhost:4444/foo","type":"ATLEAST_ONCE"}
                """)
            .expect(201);

    assertThat(created.json("jobId")).isEqualTo(created.json("id"));
    assertThat(created.header("location")).isEqualTo("/api/v1/jobs/" + created.json("id").asText());
    assertThat(created.header("etag")).isEqualTo("\"1\"");
    assertThat(created.json("schedule").asText()).isEqualTo("31 10-15 1 * * MON-FRI");
    assertThat(created.json("method").asText()).isEqualTo("POST");
    assertThat(created.json("isRecurring").asBoolean()).isTrue();
    assertThat(created.json("maxRetryCount").asInt()).isEqualTo(3);
    Instant next = Instant.parse(created.json("nextExecutionTime").asText());
    assertThat(next.toString()).endsWith(":31Z").contains("T01:1");
  }

  @Test
  void echoesEveryFieldAndNormalisesSomeOfThem() {
    String id =
        api.create(
            """
            {"name": "all", "description": "two\\nlines", "schedule": "*/5 * * * *", "timeZone": "Europe/Berlin",
             "api": "https://example.com/a?b=c", "method": "PUT", "headers": {"X-B": "2", "X-A": "1"},
             "body": {"n": 1.50, "list": [null, "{{executionId}}"]}, "timeoutMs": 1000, "type": "AT_MOST_ONCE",
             "isRecurring": true, "isActive": false, "maxRetryCount": 0,
             "retry": {"initialDelayMs": 5, "multiplier": 1.5, "maxDelayMs": 10, "jitter": 0},
             "misfire": "SKIP", "catchUpWindowMs": 0, "overlap": "QUEUE_ONE", "startDeadlineMs": 1,
             "startAt": "2027-01-01T00:00:00+01:00", "endAt": "2030-01-01T00:00:00Z", "tags": ["b", "a"],
             "alertWebhook": "https://example.com/alert"}
            """);

    JsonNode job = api.get("/jobs/" + id).expect(200).json();

    assertThat(job.path("schedule").asText()).as("6 fields").isEqualTo("0 */5 * * * *");
    assertThat(job.path("type").asText()).isEqualTo("ATMOST_ONCE");
    assertThat(job.path("body"))
        .isEqualTo(Json.parseTrusted("{\"n\":1.50,\"list\":[null,\"{{executionId}}\"]}"));
    assertThat(job.path("startAt").asText()).isEqualTo("2026-12-31T23:00:00.000Z");
    assertThat(job.path("tags").toString()).isEqualTo("[\"a\",\"b\"]");
    assertThat(job.path("isActive").asBoolean()).isFalse();
    assertThat(job.path("nextExecutionTime").isNull()).isTrue();
    assertThat(job.path("retry").path("multiplier").asDouble()).isEqualTo(1.5);
  }

  @Test
  void getEditPutWorks() {
    String id =
        api.create(
            "{\"schedule\": \"@daily\", \"api\": \"http://example.com\", \"body\": \"text\"}");
    ObjectNode job = (ObjectNode) api.get("/jobs/" + id).json();
    job.put("description", "edited");

    Reply put = api.put("/jobs/" + id, job.toString()).expect(200);

    assertThat(put.json("description").asText()).isEqualTo("edited");
    assertThat(put.json("body").asText()).isEqualTo("text");
    assertThat(put.json("version").asInt()).isEqualTo(2);
    assertThat(put.header("etag")).isEqualTo("\"2\"");
    assertThat(put.json("createdAt")).isEqualTo(job.path("createdAt"));
  }

  @Test
  void anEditThatChangesNothingMakesNoVersion() {
    String id = api.createQuiet("http://example.com");

    assertThat(api.put("/jobs/" + id, api.get("/jobs/" + id).text()).json("version").asInt())
        .isEqualTo(1);
    assertThat(api.patch("/jobs/" + id, "{}").json("version").asInt()).isEqualTo(1);
    assertThat(api.act("/jobs/" + id + "/resume").expect(200).json("version").asInt()).isEqualTo(1);
  }

  @Test
  void putRestoresDefaultsOfFieldsThatAreLeftOut() {
    String id =
        api.create(
            "{\"schedule\": \"@daily\", \"api\": \"http://example.com\", \"timeoutMs\": 5, \"tags\": [\"x\"]}");

    JsonNode job =
        api.put("/jobs/" + id, "{\"schedule\": \"@hourly\", \"api\": \"http://example.com\"}")
            .expect(200)
            .json();

    assertThat(job.path("timeoutMs").asInt()).isEqualTo(30_000);
    assertThat(job.path("tags")).isEmpty();
  }

  @Test
  void patchMergesAndNullRestoresTheDefault() {
    String id =
        api.create(
            """
            {"name": "patched", "schedule": "@daily", "api": "http://example.com", "timeoutMs": 7,
             "headers": {"A": "1", "B": "2"}, "retry": {"initialDelayMs": 7}, "body": {"a": 1, "b": {"c": 2}}}
            """);

    JsonNode job =
        api.patch(
                "/jobs/" + id,
                """
                {"timeoutMs": null, "headers": {"A": null, "C": "3"}, "retry": {"jitter": 0.5},
                 "body": {"b": {"c": null, "d": 4}}, "name": null}
                """)
            .expect(200)
            .json();

    assertThat(job.path("timeoutMs").asInt()).isEqualTo(30_000);
    assertThat(job.path("headers").toString())
        .isEqualTo("{\"B\":\"[redacted]\",\"C\":\"[redacted]\"}");
    assertThat(job.path("retry").path("initialDelayMs").asInt()).isEqualTo(7);
    assertThat(job.path("retry").path("jitter").asDouble()).isEqualTo(0.5);
    assertThat(job.path("body").toString()).isEqualTo("{\"a\":1,\"b\":{\"d\":4}}");
    assertThat(job.path("name").isNull()).isTrue();
    assertThat(
            api.send("PATCH", "/jobs/" + id, "{\"timeoutMs\": 9}", "application/json")
                .json("timeoutMs")
                .asInt())
        .isEqualTo(9);
  }

  @Test
  void pausesAndResumes() {
    String id = api.createQuiet("http://example.com");

    JsonNode paused = api.act("/jobs/" + id + "/pause").expect(200).json();
    assertThat(paused.path("isActive").asBoolean()).isFalse();
    assertThat(paused.path("nextExecutionTime").isNull()).isTrue();

    JsonNode resumed = api.act("/jobs/" + id + "/resume").expect(200).json();
    assertThat(resumed.path("isActive").asBoolean()).isTrue();
    assertThat(resumed.path("nextExecutionTime").isTextual()).isTrue();
  }

  @Test
  void doesNotResumeWhatWouldNeverFire() {
    String id =
        api.create(
            "{\"schedule\": \"@at 2020-01-01T00:00:00Z\", \"api\": \"http://example.com\", \"isActive\": false}");

    api.act("/jobs/" + id + "/resume").expectProblem(409, "never-fires");
  }

  @Test
  void ifMatchNamesTheVersion() {
    String id = api.createQuiet("http://example.com");
    String path = "/jobs/" + id;

    api.patch(path, "{\"description\": \"a\"}", "If-Match", "\"1\"").expect(200);
    api.patch(path, "{\"description\": \"b\"}", "If-Match", "\"1\"")
        .expectProblem(412, "version-mismatch");
    api.put(path, "{\"schedule\": \"@daily\", \"api\": \"http://e.com\"}", "If-Match", "\"7\"")
        .expectProblem(412, "version-mismatch");
    api.act(path + "/pause", "If-Match", "\"1\"").expectProblem(412, "version-mismatch");
    api.delete(path, "If-Match", "\"1\"").expectProblem(412, "version-mismatch");
    api.delete(path, "If-Match", "nonsense").expectProblem(400, "invalid-request");
    api.patch(path, "{\"description\": \"c\"}", "If-Match", "*").expect(200);
    assertThat(api.get(path).json("description").asText()).isEqualTo("c");
    api.delete(path, "If-Match", "\"1\", \"3\"").expect(204);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"1\" | 304",
        "W/\"1\" | 304",
        "\"0\", W/\"1\" ,\"9\" | 304",
        "* | 304",
        "\"2\" | 200",
        "W/\"2\", \"11\" | 200",
      })
  void ifNoneMatchNamesTheVersionsThatTheClientHas(String header, int status) {
    String path = "/jobs/" + api.createQuiet("http://example.com");

    for (String method : List.of("GET", "HEAD")) {
      Reply reply = api.send(method, path, null, "", "If-None-Match", header).expect(status);
      assertThat(reply.header("etag")).isEqualTo("\"1\"");
      assertThat(reply.text().isEmpty()).isEqualTo(status == 304 || method.equals("HEAD"));
    }
  }

  @Test
  void anEditEndsWhatIfNoneMatchMatched() {
    String path = "/jobs/" + api.createQuiet("http://example.com");
    api.patch(path, "{\"description\": \"a\"}").expect(200);

    Reply reply = api.send("GET", path, null, "", "If-None-Match", "\"1\"").expect(200);
    assertThat(reply.header("etag")).isEqualTo("\"2\"");
    Reply wrong = api.send("GET", path, null, "", "If-None-Match", "1");
    assertThat(wrong.expectProblem(400, "invalid-request").wrongFields())
        .containsExactly("If-None-Match");
    api.send("GET", "/jobs/x", null, "", "If-None-Match", "*").expectProblem(404, "unknown-job");
  }

  @Test
  void aRefusedEditLeavesTheJobAsItWas() {
    String id = api.createQuiet("http://example.com");
    String before = api.get("/jobs/" + id).text();

    api.put("/jobs/" + id, "{\"schedule\": \"never\", \"api\": \"ftp://x\"}")
        .expectProblem(400, "invalid-request");
    api.patch("/jobs/" + id, "{\"schedule\": \"0 0 0 30 2 *\"}")
        .expectProblem(400, "invalid-request");
    api.patch("/jobs/" + id, "{\"timeoutMs\": \"x\", \"api\": \"nowhere\"}")
        .expectProblem(400, "invalid-request");
    api.patch("/jobs/" + id, "[]").expectProblem(400, "invalid-request");

    assertThat(api.get("/jobs/" + id).text()).isEqualTo(before);
  }

  @Test
  void aDeletedJobIsGoneAndItsNameIsFree() {
    String json =
        "{\"name\": \"phoenix\", \"schedule\": \"@daily\", \"api\": \"http://example.com\"}";
    String id = api.create(json);
    api.post("/jobs", json).expectProblem(409, "name-taken");

    assertThat(api.delete("/jobs/" + id).expect(204).text()).isEmpty();

    api.get("/jobs/" + id).expectProblem(404, "unknown-job");
    api.delete("/jobs/" + id).expectProblem(404, "unknown-job");
    api.patch("/jobs/" + id, "{}").expectProblem(404, "unknown-job");
    api.act("/jobs/" + id + "/trigger").expectProblem(404, "unknown-job");
    api.create(json);
  }

  @Test
  void renamingToATakenNameIsRefused() {
    api.create("{\"name\": \"taken\", \"schedule\": \"@daily\", \"api\": \"http://example.com\"}");
    String id = api.createQuiet("http://example.com");

    api.patch("/jobs/" + id, "{\"name\": \"taken\"}").expectProblem(409, "name-taken");
  }

  @Test
  void concurrentEditsWithoutIfMatchAllCount() {
    String id = api.createQuiet("http://example.com");

    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      String header = "{\"headers\": {\"X-" + i + "\": \"1\"}}";
      threads.add(Thread.startVirtualThread(() -> api.patch("/jobs/" + id, header).expect(200)));
    }
    threads.forEach(JobsTest::join);

    JsonNode job = api.get("/jobs/" + id).json();
    assertThat(job.path("headers")).hasSize(4);
    assertThat(job.path("version").asInt()).isEqualTo(5);
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void showsWhatEachEditChanged() {
    String id = api.createQuiet("http://example.com");
    api.patch("/jobs/" + id, "{\"timeoutMs\": 5, \"retry\": {\"jitter\": 0}}").expect(200);
    api.act("/jobs/" + id + "/pause").expect(200);

    JsonNode page = api.get("/jobs/" + id + "/versions").expect(200).json();

    assertThat(page.path("versions")).hasSize(3);
    assertThat(page.path("versions").get(0).path("changes").toString())
        .isEqualTo("[{\"field\":\"isActive\",\"from\":true,\"to\":false}]");
    assertThat(page.path("versions").get(1).path("changes").findValuesAsText("field"))
        .containsExactly("timeoutMs", "retry");
    assertThat(page.path("versions").get(2).path("changes")).isEmpty();

    JsonNode first = api.get("/jobs/" + id + "/versions?limit=1").json();
    assertThat(first.path("versions").get(0).path("changes")).as("across pages").hasSize(1);
    String cursor = first.path("nextCursor").asText();
    assertThat(
            api.get("/jobs/" + id + "/versions?limit=1&cursor=" + cursor)
                .json("versions")
                .get(0)
                .path("version")
                .asInt())
        .isEqualTo(2);
  }

  @Test
  void unknownIdsAreNotFound() {
    String unknown = "019a0000-0000-7000-8000-000000000000";
    for (String id : List.of(unknown, "x", "%20", "123")) {
      for (String part :
          List.of("", "/stats", "/schedule", "/versions", "/executions", "/alerts")) {
        api.get("/jobs/" + id + part).expectProblem(404, "unknown-job");
      }
      api.act("/jobs/" + id + "/pause").expectProblem(404, "unknown-job");
      api.act("/jobs/" + id + "/resume").expectProblem(404, "unknown-job");
      api.act("/jobs/" + id + "/trigger").expectProblem(404, "unknown-job");
    }
  }

  @Test
  void showsWhenAJobFiresNext() {
    String id =
        api.create(
            "{\"schedule\": \"0 0 12 * * *\", \"timeZone\": \"Asia/Kolkata\", \"api\": \"http://example.com\"}");

    JsonNode schedule = api.get("/jobs/" + id + "/schedule?count=3").expect(200).json();

    assertThat(schedule.path("jobId").asText()).isEqualTo(id);
    assertThat(schedule.path("nextExecutions")).hasSize(3);
    assertThat(schedule.path("nextExecutions").get(0).path("at"))
        .isEqualTo(schedule.path("nextExecutionTime"));
    assertThat(schedule.path("nextExecutions").get(0).path("local").asText())
        .endsWith("T12:00:00.000+05:30");
  }

  @Test
  void aSecondlyJobFiresNextWithinASecond() {
    String id =
        api.create(
            "{\"schedule\": \"* * * * * *\", \"api\": \"http://127.0.0.1:1/\", \"maxRetryCount\": 0}");

    for (int i = 0; i < 3; i++) {
      Instant next = Instant.parse(api.get("/jobs/" + id).json("nextExecutionTime").asText());
      assertThat(next).isBefore(Instant.now().plusMillis(1_001));
    }
    api.delete("/jobs/" + id).expect(204);
  }
}
