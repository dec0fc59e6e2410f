package io.carillon.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a namespace may use. */
@SuppressWarnings("NullAway.Init") // set before each test
class QuotasTest {
  @TempDir Path folder;
  private TestServer server;
  private Receiver target;
  private Client operator;
  private Client team;

  @BeforeEach
  void start() throws IOException {
    server = TestServer.start(folder, Map.of());
    target = new Receiver();
    operator = withKeyOf(server.client(), "default");
    operator.put("/namespaces/team", "{}").expect(200);
    team = withKeyOf(operator, "team");
    await().until(() -> team.get("/jobs").status() == 200);
  }

  @AfterEach
  void stop() {
    target.close();
    server.close();
  }

  private Client withKeyOf(Client by, String namespace) {
    String input =
        "{\"name\": \"k\", \"scope\": \"admin\", \"namespace\": \"%s\"}".formatted(namespace);
    return server
        .client()
        .with("X-API-Key", by.post("/keys", input).expect(201).json("key").asText());
  }

  /** Sets the team's quotas and waits until the server knows them. */
  private void allow(String quotas) {
    String set = operator.put("/namespaces/team", "{\"quotas\": %s}".formatted(quotas)).text();
    await().until(() -> operator.get("/namespaces/team").text().equals(set));
  }

  private String job(String schedule, String body) {
    return """
        {"schedule": "%s", "api": "%s", "body": "%s"}
        """
        .formatted(schedule, target.url("/ok"), body);
  }

  private String job(String schedule) {
    return job(schedule, "x");
  }

  @Test
  void jobs() {
    allow("{\"jobsMax\": 2}");
    String first = team.create(job("@yearly"));
    String batch = "[%s,%s]".formatted(job("@yearly"), job("@yearly"));
    JsonNode results = team.post("/jobs/batch", batch).expect(200).json("results");
    assertThat(results.get(0).path("status").asInt()).isEqualTo(201);
    assertThat(results.get(1).at("/problem/code").asText()).isEqualTo("quota-reached");

    Reply refused =
        team.post("/jobs", job("@yearly"), "Idempotency-Key", "k")
            .expectProblem(403, "quota-reached");
    assertThat(refused.json("detail").asText()).isEqualTo("this namespace may have 2 jobs");
    operator.post("/jobs", job("@yearly")).expect(201);
    team.delete("/jobs/" + first).expect(204);
    team.post("/jobs", job("@yearly"), "Idempotency-Key", "k").expect(201);
  }

  @Test
  void theShortestInterval() {
    String fast = team.create(job("0/30 * * * * *"));
    allow("{\"intervalMsMin\": 60000}");

    for (String often :
        List.of("* * * * * *", "0/59 * * * * *", "0,59 0,59 * * * *", "@every 30s")) {
      Reply refused = team.post("/jobs", job(often)).expectProblem(400, "invalid-request");
      assertThat(refused.wrongFields()).as(often).containsExactly("schedule");
    }
    assertThat(team.post("/jobs", job("0 0,59 0,23 * * *")).status()).isEqualTo(201);
    String slow = team.create(job("0 * * * * *"));
    team.create(job("@every 60s"));
    operator.create(job("* * * * * *"));

    team.patch("/jobs/" + slow, "{\"schedule\": \"* * * * * *\"}").expect(400);
    team.patch("/jobs/" + slow, "{\"description\": \"d\"}").expect(200);
    team.patch("/jobs/" + fast, "{\"description\": \"what is there stays\"}").expect(200);
    team.act("/jobs/" + fast + "/pause").expect(200);
    assertThat(team.act("/jobs/" + fast + "/resume").expect(400).wrongFields())
        .containsExactly("schedule");
  }

  @Test
  void theShortestIntervalOfAJobThatBecomesRecurring() {
    allow("{\"intervalMsMin\": 60000}");
    String once =
        team.create(
            "{\"schedule\": \"* * * * * *\", \"api\": \"%s\", \"isRecurring\": false, \"startAt\": \"2199-01-01T00:00:00Z\"}"
                .formatted("http://127.0.0.1:9/"));

    Reply refused = team.patch("/jobs/" + once, "{\"isRecurring\": true}").expect(400);

    assertThat(refused.wrongFields()).containsExactly("schedule");
  }

  @Test
  void theBody() {
    allow("{\"bodyBytesMax\": 10}");
    String id = team.create(job("@yearly", "12345678é"));
    for (String body : List.of("12345678901", "123456789é")) {
      Reply refused =
          team.post("/jobs", job("@yearly", body)).expectProblem(400, "invalid-request");
      assertThat(refused.wrongFields()).containsExactly("body");
      team.put("/jobs/" + id, job("@yearly", body)).expect(400);
    }
    operator.create(job("@yearly", "12345678901"));
    allow("{\"bodyBytesMax\": 1}");
    team.patch("/jobs/" + id, "{\"api\": \"%s\"}".formatted(target.url("/other"))).expect(200);
    team.patch("/jobs/" + id, "{\"body\": \"12\"}").expectProblem(400, "invalid-request");
  }

  @Test
  void theBodyOfATest() {
    allow("{\"bodyBytesMax\": 10}");
    String test = "{\"api\": \"%s\", \"body\": \"%s\"}";

    team.post("/jobs/test", test.formatted(target.url("/ok"), "12345678é")).expect(200);
    Reply refused =
        team.post("/jobs/test", test.formatted(target.url("/ok"), "123456789é"))
            .expectProblem(400, "invalid-request");

    assertThat(refused.wrongFields()).containsExactly("body");
    assertThat(target.arrivals()).hasSize(1);
  }

  @Test
  void aRepeatGetsTheFirstAnswerThoughItWouldBeRefusedByNow() {
    String large = job("@yearly", "12345678901");
    Reply first = team.post("/jobs", large, "Idempotency-Key", "k").expect(201);
    allow("{\"bodyBytesMax\": 10}");

    Reply again = team.post("/jobs", large, "Idempotency-Key", "k").expect(201);

    assertThat(again.text()).isEqualTo(first.text());
    assertThat(again.header("location")).isEqualTo(first.header("location"));
    team.post("/jobs", job("@yearly", "123456789012"), "Idempotency-Key", "k")
        .expectProblem(422, "idempotency-key-reused");
    team.post("/jobs", large, "Idempotency-Key", "other").expectProblem(400, "invalid-request");
    team.post("/jobs", large).expectProblem(400, "invalid-request");
  }

  @Test
  void callsUnderWay() {
    allow("{\"inFlightMax\": 2}");
    String held =
        """
        {"schedule": "0 0 0 1 1 *", "api": "%s"}
        """
            .formatted(target.url("/hold"));
    List<String> jobs = Stream.generate(() -> team.create(held)).limit(5).toList();
    jobs.forEach(job -> team.act("/jobs/" + job + "/trigger").expect(202));
    await().until(() -> target.arrivals().size() == 2);

    // Not held up by the team's, though to the same host.
    String other = operator.create(held);
    operator.act("/jobs/" + other + "/trigger").expect(202);
    await().until(() -> target.arrivals().size() == 3);
    await().until(() -> operator.get("/queue/stats").json("processing").asInt() == 3);
    assertThat(target.arrivals()).hasSize(3);

    target.release();
    await()
        .atMost(Duration.ofSeconds(15))
        .until(() -> team.get("/executions?status=SUCCESS").json("executions").size() == 5);
  }

  @Test
  void requests() {
    allow("{\"requestsPerSecondMax\": 5}");
    int refused = 0;
    for (int i = 0; i < 200; i++) {
      Reply reply = team.get("/namespaces/team");
      if (reply.status() == 429) {
        reply.expectProblem(429, "too-many-requests");
        assertThat(reply.response().headers().allValues("retry-after")).containsExactly("1");
        assertThat(reply.json("detail").asText())
            .isEqualTo("the namespace team may make 5 requests a second");
        refused++;
      }
    }
    assertThat(refused).isPositive();
    operator.get("/namespaces/team").expect(200);
    await().until(() -> team.get("/jobs").status() == 200);
  }

  /** Whoever asks whether the server is well, of which one may need no key, is in default. */
  @Test
  void whatNeedsNoKeyHasNoQuota() {
    operator.put("/namespaces/default", "{\"quotas\": {\"requestsPerSecondMax\": 1}}").expect(200);
    await().until(() -> operator.get("/jobs").status() == 429);

    for (int i = 0; i < 20; i++) {
      server.client().get("/health").expect(200);
    }
  }

  @Test
  void whatIsNoQuotaIsRefused() {
    for (String wrong :
        List.of(
            "{\"jobsMax\": -1}",
            "{\"inFlightMax\": 0}",
            "{\"requestsPerSecondMax\": 0}",
            "{\"intervalMsMin\": 0}",
            "{\"bodyBytesMax\": 1.5}",
            "{\"jobsMax\": \"many\"}",
            "{\"other\": 1}")) {
      operator
          .put("/namespaces/team", "{\"quotas\": %s}".formatted(wrong))
          .expectProblem(400, "invalid-request");
    }
    assertThat(operator.get("/namespaces/team").json().at("/quotas/jobsMax").isNull()).isTrue();
  }
}
