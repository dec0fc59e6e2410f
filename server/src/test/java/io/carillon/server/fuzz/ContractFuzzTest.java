package io.carillon.server.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.server.api.Client;
import io.carillon.server.api.Receiver;
import io.carillon.server.api.TestServer;
import io.carillon.server.contract.OperationSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever is asked, the server keeps to its contract: no 5xx, every refusal a problem that stores
 * nothing, every answer in its promised shape. {@code -Dcarillon.fuzz.seeds=N} runs N seeds, {@code
 * -Dcarillon.seed=S} begins with S and alone replays it.
 */
class ContractFuzzTest {
  private static final int REQUESTS = 2_000;

  @TempDir Path folder;

  @Test
  @Timeout(value = 2, unit = TimeUnit.HOURS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void everyAnswerKeepsTheContract() throws IOException, SQLException {
    long first = Long.getLong("carillon.seed", 20_270_101L);
    int count = Integer.getInteger("carillon.fuzz.seeds", 1);
    List<Run> runs = new ArrayList<>();
    for (long seed = first; seed < first + count; seed++) {
      runs.add(run(seed));
    }
    assertThat(never(runs, status -> status < 300)).as("operations never answered 2xx").isEmpty();
    assertThat(never(runs, status -> status >= 400 && status < 500))
        .as("operations never refused")
        .isEmpty();
  }

  private Run run(long seed) throws IOException, SQLException {
    Path store = folder.resolve(Long.toString(seed));
    Map<String, String> settings = Map.of("store-url", "jdbc:sqlite:" + store);
    try (Receiver receiver = new Receiver();
        TestServer server = TestServer.start(folder, settings);
        Stored stored = new Stored(store)) {
      String key =
          server
              .client()
              .post("/keys", "{\"name\": \"fuzz\", \"scope\": \"admin\"}")
              .expect(201)
              .json("key")
              .asText();
      List<Sent> first = first(server.client().with("X-API-Key", key), receiver, key);
      Run run = new Run(seed, server.port(), stored, receiver.url("/ok"), key);
      try {
        run.go(first, REQUESTS);
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("seed " + seed + "; replay with -Dcarillon.seed=" + seed, e);
      }
      return run;
    }
  }

  /** What chance would seldom meet: executions to cancel and to replay, and an alert. */
  private static List<Sent> first(Client api, Receiver receiver, String key) {
    String url = receiver.url("/status/503");
    String failing = api.createQuiet(url);
    api.act("/jobs/" + failing + "/trigger").expect(202);
    String retried =
        api.create(
            """
            {"schedule": "@at 2160-01-01T00:00:00Z", "api": "%s",
             "retry": {"initialDelayMs": 86400000, "maxDelayMs": 86400000}}
            """
                .formatted(url));
    String execution =
        api.act("/jobs/" + retried + "/trigger").expect(202).json("executionId").asText();
    await().until(() -> !api.get("/alerts").json("alerts").isEmpty());
    await()
        .until(
            () -> api.get("/executions/" + execution).json("status").asText().equals("RETRYING"));
    JsonNode alert = api.get("/alerts").json("alerts").path(0);
    return List.of(
        post("/api/v1/executions/" + execution + "/cancel", key),
        post("/api/v1/executions/" + alert.path("executionId").asText() + "/replay", key),
        post("/api/v1/alerts/" + alert.path("id").asText() + "/ack", key));
  }

  private static Sent post(String path, String key) {
    return new Sent("POST", path, List.of(), List.of("X-API-Key: " + key), null);
  }

  /** A generator that gets nowhere would find nothing. */
  private static Set<String> never(List<Run> runs, IntPredicate isAnswered) {
    Set<String> left = new TreeSet<>();
    for (OperationSpec operation : runs.getFirst().operations().all()) {
      boolean was =
          runs.stream()
              .flatMap(
                  run -> run.answers().getOrDefault(operation.id(), Map.of()).keySet().stream())
              .anyMatch(isAnswered::test);
      if (!was) {
        left.add(operation.id());
      }
    }
    return left;
  }
}
