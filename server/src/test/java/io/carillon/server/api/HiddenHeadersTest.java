package io.carillon.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Header values go in and do not come out, but in the calls. */
class HiddenHeadersTest {
  @TempDir Path folder;
  private TestServer server;
  private Receiver target;
  private Client api;

  @BeforeEach
  void start() throws IOException {
    server = TestServer.start(folder, Map.of());
    target = new Receiver();
    api = server.client();
  }

  @AfterEach
  void stop() {
    server.close();
    target.close();
  }

  private String create(String headers) {
    return api.create(
        "{\"schedule\": \"@yearly\", \"api\": \"%s\", \"headers\": %s}"
            .formatted(target.url("/ok"), headers));
  }

  /** The header of the next call. */
  private String sent(String job, String header) {
    int before = target.arrivals().size();
    api.act("/jobs/" + job + "/trigger").expect(202);
    await().atMost(Duration.ofSeconds(15)).until(() -> target.arrivals().size() > before);
    return target.arrivals().getLast().headers().getFirst(header);
  }

  @Test
  void answersNameHeadersAndHideTheirValues() {
    String body =
        "{\"schedule\": \"@yearly\", \"api\": \"http://a.test\", \"headers\": {\"X-A\": \"v4lue\"}}";
    Reply created = api.post("/jobs", body, "Idempotency-Key", "k").expect(201);
    Reply repeated = api.post("/jobs", body, "Idempotency-Key", "k").expect(201);
    String id = created.json("id").asText();

    assertThat(created.json("headers").toString()).isEqualTo("{\"X-A\":\"[redacted]\"}");
    assertThat(repeated.text()).isEqualTo(created.text());
    assertThat(api.get("/jobs/" + id).json("headers")).isEqualTo(created.json("headers"));
    assertThat(api.get("/jobs").text()).contains("X-A").doesNotContain("v4lue");
  }

  @Test
  void getEditPutKeepsTheValues() {
    String id = create("{\"Authorization\": \"Bearer t0ken\"}");
    ObjectNode job = (ObjectNode) api.get("/jobs/" + id).json();
    job.put("description", "edited").put("api", target.url("/status/201"));

    assertThat(api.put("/jobs/" + id, job.toString()).expect(200).json("version").asInt())
        .isEqualTo(2);
    assertThat(sent(id, "Authorization")).isEqualTo("Bearer t0ken");
  }

  @Test
  void aPatchKeepsWhatItDoesNotName() {
    String id = create("{\"Authorization\": \"Bearer t0ken\", \"X-B\": \"2\"}");

    api.patch("/jobs/" + id, "{\"headers\": {\"X-B\": null, \"X-C\": \"3\"}}").expect(200);

    assertThat(sent(id, "Authorization")).isEqualTo("Bearer t0ken");
    assertThat(target.arrivals().getLast().headers()).doesNotContainKey("X-b");
    assertThat(target.arrivals().getLast().headers().getFirst("X-C")).isEqualTo("3");
  }

  @Test
  void aRefusedEditDoesNotBlameTheValuesThatItKeeps() {
    String id = create("{\"Authorization\": \"Bearer t0ken\"}");
    ObjectNode job = (ObjectNode) api.get("/jobs/" + id).json();
    job.put("timeoutMs", 0);

    for (Reply refused :
        new Reply[] {
          api.patch("/jobs/" + id, "{\"timeoutMs\": \"x\"}"), api.put("/jobs/" + id, job.toString())
        }) {
      assertThat(refused.expectProblem(400, "invalid-request").wrongFields())
          .containsExactly("timeoutMs");
    }
  }

  @Test
  void aHeadersNameMayBeSpelledOtherwise() {
    String id = create("{\"Authorization\": \"Bearer t0ken\"}");

    api.put(
            "/jobs/" + id,
            "{\"schedule\": \"@yearly\", \"api\": \"%s\", \"headers\": {\"authorization\": \"[redacted]\"}}"
                .formatted(target.url("/ok")))
        .expect(200);

    assertThat(sent(id, "Authorization")).isEqualTo("Bearer t0ken");
  }

  @Test
  void aStoredValueIsNotSentToAnotherHost() {
    String id = create("{\"Authorization\": \"Bearer t0ken\"}");
    String elsewhere = "{\"api\": \"http://elsewhere.test/\"}";

    Reply refused = api.patch("/jobs/" + id, elsewhere).expectProblem(400, "invalid-request");

    assertThat(refused.wrongFields()).containsExactly("headers.Authorization");
    assertThat(refused.messageOf("headers.Authorization")).contains("give the value itself");
    api.patch(
            "/jobs/" + id,
            "{\"api\": \"http://elsewhere.test/\", \"headers\": {\"Authorization\": \"new\"}}")
        .expect(200);
  }

  @Test
  void whatStandsForNoStoredValueIsRefused() {
    String hidden =
        "{\"schedule\": \"@yearly\", \"api\": \"%s\", \"headers\": {\"X-New\": \"[redacted]\"}}"
            .formatted(target.url("/ok"));
    String id = create("{}");

    for (Reply refused :
        new Reply[] {
          api.post("/jobs", hidden), api.put("/jobs/" + id, hidden), api.post("/jobs/test", hidden)
        }) {
      assertThat(refused.expectProblem(400, "invalid-request").wrongFields())
          .containsExactly("headers.X-New");
    }
    assertThat(
            api.post("/jobs/batch", "[" + hidden + "]")
                .json("results")
                .get(0)
                .path("status")
                .asInt())
        .isEqualTo(400);
  }

  @Test
  void versionsShowThatAValueChangedAndNotWhatItWas() {
    String id = create("{\"X-A\": \"b3fore\"}");
    api.patch("/jobs/" + id, "{\"headers\": {\"X-A\": \"aft3r\"}}").expect(200);

    Reply versions = api.get("/jobs/" + id + "/versions").expect(200);
    JsonNode changes = versions.json("versions").get(0).path("changes");

    assertThat(versions.text()).doesNotContain("b3fore", "aft3r");
    assertThat(changes).hasSize(1);
    assertThat(changes.get(0).path("field").asText()).isEqualTo("headers");
  }

  @Test
  void toSendBackWhatWasShownChangesNothing() {
    String id = create("{\"X-A\": \"1\"}");

    assertThat(api.put("/jobs/" + id, api.get("/jobs/" + id).text()).json("version").asInt())
        .isEqualTo(1);
    assertThat(api.patch("/jobs/" + id, "{\"headers\": {\"X-A\": \"1\"}}").json("version").asInt())
        .isEqualTo(1);
  }
}
