package io.carillon.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who changed what, as the API tells it. */
@SuppressWarnings("NullAway.Init") // set before each test
class AuditTest {
  private static final String SCHEDULE = "0 0 0 1 1 *";

  @TempDir Path folder;
  private TestServer server;
  private Client api;

  @BeforeEach
  void start() throws IOException {
    start(Map.of());
  }

  private void start(Map<String, String> settings) throws IOException {
    server = TestServer.start(folder, settings);
    api = server.client();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static String job(String name) {
    return "{\"name\": \"%s\", \"schedule\": \"%s\", \"api\": \"http://127.0.0.1:9/\"}"
        .formatted(name, SCHEDULE);
  }

  private static List<String> actions(JsonNode entries) {
    List<String> actions = new ArrayList<>();
    entries.forEach(entry -> actions.add(entry.get("action").asText()));
    return actions;
  }

  @Test
  void everyWriteOfTheApiIsNoted() {
    String id = api.create(job("one"));
    api.patch("/jobs/" + id, "{\"name\": \"two\"}").expect(200);
    api.put("/jobs/" + id, job("three")).expect(200);
    api.act("/jobs/" + id + "/pause").expect(200);
    api.act("/jobs/" + id + "/resume").expect(200);
    String execution = api.act("/jobs/" + id + "/trigger").expect(202).json("executionId").asText();
    api.act("/executions/" + execution + "/replay").expect(202);
    api.act("/executions/" + execution + "/cancel");
    api.post("/jobs/bulk", "{\"action\": \"pause\", \"ids\": [\"%s\"]}".formatted(id)).expect(200);
    api.post("/jobs/batch", "[%s]".formatted(job("four"))).expect(200);
    api.delete("/jobs/" + id).expect(204);

    JsonNode entries = api.get("/audit").expect(200).json("entries");
    assertThat(actions(entries))
        .containsExactly(
            "JOB_DELETED",
            "JOB_CREATED",
            "JOB_CHANGED",
            "EXECUTION_CANCEL_ASKED",
            "EXECUTION_REPLAYED",
            "JOB_TRIGGERED",
            "JOB_CHANGED",
            "JOB_CHANGED",
            "JOB_CHANGED",
            "JOB_CHANGED",
            "JOB_CREATED");
    assertThat(entries.findValuesAsText("address")).containsOnly("127.0.0.1");
    JsonNode renamed = entries.get(9);
    assertThat(renamed.at("/before/job/name").asText()).isEqualTo("one");
    assertThat(renamed.at("/after/job/name").asText()).isEqualTo("two");
    assertThat(renamed.at("/after/version").asInt()).isEqualTo(2);
    assertThat(actions(api.get("/audit?jobId=" + id).expect(200).json("entries"))).hasSize(10);
    assertThat(api.get("/audit?jobId=x").expect(400).wrongFields()).containsExactly("jobId");
  }

  @Test
  void theLongestNumberOfABodyCanBeReadWhereverItsJobIs() {
    String number = "9".repeat(98) + "e9";
    String id =
        api.create(
            "{\"schedule\": \"%s\", \"api\": \"http://127.0.0.1:9/\", \"body\": {\"x\": %s}}"
                .formatted(SCHEDULE, number));

    assertThat(actions(api.get("/audit").expect(200).json("entries")))
        .containsExactly("JOB_CREATED");
    api.patch("/jobs/" + id, "{\"description\": \"d\"}").expect(200);
    api.get("/jobs/" + id + "/versions").expect(200);
    assertThat(api.get("/jobs/" + id).json().at("/body/x").decimalValue())
        .isEqualByComparingTo(new BigDecimal(number));
  }

  @Test
  void aReadOrARefusedWriteIsNotNoted() {
    api.post("/jobs", "{}").expect(400);
    api.get("/jobs").expect(200);
    api.delete("/jobs/x").expect(404);

    assertThat(api.get("/audit").expect(200).json("entries")).isEmpty();
  }

  @Test
  void aKeyIsNotedByItsId() {
    Reply made = api.post("/keys", "{\"name\": \"boss\", \"scope\": \"admin\"}").expect(201);
    Client boss = api.with("X-API-Key", made.json("key").asText());
    boss.create(job("one"));

    JsonNode entries = boss.get("/audit").expect(200).json("entries");
    assertThat(actions(entries)).containsExactly("JOB_CREATED", "KEY_CREATED");
    assertThat(entries.at("/0/caller/id").asText()).isEqualTo("key:" + made.json("id").asText());
    assertThat(entries.at("/0/caller/name").asText()).isEqualTo("boss");
    assertThat(entries.at("/1/caller/id").asText()).isEqualTo("anybody");
    assertThat(entries.at("/1/subject").asText()).isEqualTo(made.json("id").asText());
  }

  /** Otherwise the client could write what it likes. */
  @Test
  void theAddressIsWhatTheProxySaysOnlyBehindOne() throws IOException {
    Client forged = api.with("X-Forwarded-For", "198.51.100.7");
    forged.create(job("one"));
    assertThat(api.get("/audit").json().at("/entries/0/caller/address").asText())
        .isEqualTo("127.0.0.1");
    server.close();

    start(Map.of("http-behind-proxy", "true", "egress-allow", "127.0.0.1"));
    api.with("X-Forwarded-For", "forged, 198.51.100.7").create(job("two"));

    assertThat(api.get("/audit").json().at("/entries/0/caller/address").asText())
        .isEqualTo("198.51.100.7");

    api.with("X-Forwarded-For", "7".repeat(65)).create(job("three"));
    assertThat(api.get("/audit").json().at("/entries/0/caller/address").asText())
        .as("so much of it is kept")
        .isEqualTo("7".repeat(64));
  }

  /** A proxy may add a line of its own to those that the client sent. */
  @Test
  void theLastOfSeveralLinesIsTheProxys() throws IOException {
    server.close();
    start(Map.of("http-behind-proxy", "true", "egress-allow", "127.0.0.1"));
    api.with("X-Forwarded-For", "6.6.6.6", "X-Forwarded-For", "6.6.6.7, 198.51.100.7")
        .create(job("one"));

    assertThat(api.get("/audit").json().at("/entries/0/caller/address").asText())
        .isEqualTo("198.51.100.7");
  }
}
