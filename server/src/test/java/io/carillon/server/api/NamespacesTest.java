package io.carillon.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.server.contract.Contract;
import io.carillon.server.contract.OperationSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A key opens one namespace, and nothing of the others is there for it. */
@SuppressWarnings("NullAway.Init") // set before each test
class NamespacesTest {
  /** In everything that team-a has. */
  private static final String MARK = "planted-in-a";

  @TempDir Path folder;
  private TestServer server;
  private Receiver target;
  private Client operator;
  private Client a;
  private Client b;

  @BeforeEach
  void start() throws IOException {
    server = TestServer.start(folder, Map.of());
    target = new Receiver();
    operator = withKey(key(server.client(), null, "operator", "admin"));
    for (String name : List.of("team-a", "team-b")) {
      operator.put("/namespaces/" + name, "{}").expect(200);
    }
    a = withKey(key(operator, "team-a", "admin-of-a", "admin"));
    b = withKey(key(operator, "team-b", "admin-of-b", "admin"));
    await().until(() -> a.get("/jobs").status() == 200 && b.get("/jobs").status() == 200);
  }

  @AfterEach
  void stop() {
    target.close();
    server.close();
  }

  private Client withKey(String key) {
    return server.client().with("X-API-Key", key);
  }

  private static String key(Client client, @Nullable String namespace, String name, String scope) {
    return client.post("/keys", keyInput(namespace, name, scope)).expect(201).json("key").asText();
  }

  private static String keyInput(@Nullable String namespace, String name, String scope) {
    String in = namespace == null ? "" : ", \"namespace\": \"%s\"".formatted(namespace);
    return "{\"name\": \"%s\", \"scope\": \"%s\"%s}".formatted(name, scope, in);
  }

  private String job(String name) {
    return """
        {"schedule": "0 0 0 1 1 *", "api": "%s", "name": "%s", "tags": ["%s"], "maxRetryCount": 0,
         "description": "%s"}
        """
        .formatted(target.url("/status/400"), name, name, name);
  }

  /** What team-a has: a job whose execution failed, with its alert, and a key. */
  private record Planted(String job, String execution, String alert, String key) {
    /** The object that a path is about. */
    String in(String path) {
      if (path.contains("/executions/{id}")) {
        return path.replace("{id}", execution);
      }
      if (path.contains("/alerts/{id}")) {
        return path.replace("{id}", alert);
      }
      if (path.contains("/keys/{id}")) {
        return path.replace("{id}", key);
      }
      if (path.contains("/jobs/{id}")) {
        return path.replace("{id}", job);
      }
      if (path.contains("/namespaces/{name}")) {
        return path.replace("{name}", "team-a");
      }
      throw new AssertionError("nothing of " + path + " is planted");
    }
  }

  private Planted plant() {
    String job = a.create(job(MARK));
    String execution = a.act("/jobs/" + job + "/trigger").expect(202).json("executionId").asText();
    await().atMost(Duration.ofSeconds(15)).until(() -> a.get("/alerts").json("alerts").size() == 1);
    String alert = a.get("/alerts").json("alerts").get(0).path("id").asText();
    String key = a.post("/keys", keyInput(null, MARK, "read")).expect(201).json("id").asText();
    return new Planted(job, execution, alert, key);
  }

  /** Each path of an operation. */
  private static Stream<String> paths(OperationSpec operation) {
    return Stream.concat(Stream.of(operation.path()), operation.aliases().stream());
  }

  private Reply send(Client client, OperationSpec operation, String path) {
    String full = "/" + path;
    return switch (operation.id()) {
      case "replaceJob" -> client.put(full, job("other"));
      case "patchJob" -> client.patch(full, "{\"isActive\": false}");
      case "putNamespace" -> client.put(full, "{}");
      default -> client.send(operation.method(), full, null, "");
    };
  }

  @Test
  void noObjectOfAnotherNamespaceIsThereAtAnyPath() {
    Planted planted = plant();
    String before = a.get("/jobs/" + planted.job).text();
    Set<String> seen = new TreeSet<>();
    for (OperationSpec operation : Contract.load().operations()) {
      if (operation.scope().isEmpty() || !operation.path().contains("{")) {
        continue;
      }
      for (String path : paths(operation).toList()) {
        Reply reply = send(b, operation, planted.in(path));
        int expected = operation.isOfInstallation() ? 403 : 404;
        assertThat(reply.status()).as(operation.id() + " at " + path).isEqualTo(expected);
        assertThat(reply.text()).as(operation.id()).doesNotContain(MARK);
        if (operation.method().equals("GET")) {
          assertThat(send(a, operation, planted.in(path)).status()).as(path).isEqualTo(200);
        }
        seen.add(operation.id());
      }
    }
    assertThat(seen).hasSizeGreaterThan(15);
    assertThat(a.get("/jobs/" + planted.job).text()).isEqualTo(before);
    assertThat(a.get("/jobs/" + planted.job + "/executions").json("executions")).hasSize(1);
    assertThat(a.get("/alerts").json("alerts").get(0).path("acknowledgedAt").isNull()).isTrue();
    a.delete("/keys/" + planted.key).expect(204);
  }

  @Test
  void noListShowsWhatAnotherNamespaceHas() {
    Planted planted = plant();
    List<String> lists = new ArrayList<>();
    for (OperationSpec operation : Contract.load().operations()) {
      boolean isList =
          operation.method().equals("GET")
              && operation.scope().isPresent()
              && !operation.path().contains("{")
              && !Set.of("streamEvents", "previewSchedule").contains(operation.id());
      for (String path : isList ? paths(operation).toList() : List.<String>of()) {
        Reply reply = send(b, operation, path);
        assertThat(reply.status()).as(path).isEqualTo(operation.isOfInstallation() ? 403 : 200);
        assertThat(reply.text())
            .as(path)
            .doesNotContain(
                MARK, planted.job, planted.execution, planted.key, "admin-of-a", "team-a");
        lists.add(path);
      }
    }
    assertThat(lists).hasSizeGreaterThan(10);
    for (String filter : List.of("name=" + MARK, "tag=" + MARK, "text=" + MARK)) {
      assertThat(b.get("/jobs?" + filter).json("jobs")).isEmpty();
      assertThat(a.get("/jobs?" + filter).json("jobs")).hasSize(1);
    }
    assertThat(b.get("/executions?status=FAILED").json("executions")).isEmpty();
    assertThat(a.get("/executions?status=FAILED").json("executions")).hasSize(1);
    assertThat(b.get("/audit?jobId=" + planted.job).json("entries")).isEmpty();
    assertThat(a.get("/audit?jobId=" + planted.job).json("entries")).isNotEmpty();
    // Who decides about the installation works in a namespace too.
    assertThat(operator.get("/jobs").json("jobs")).isEmpty();
    operator.get("/jobs/" + planted.job).expectProblem(404, "unknown-job");
  }

  @Test
  void manyAtOnceAreEachLookedFor() {
    Planted planted = plant();
    for (String action : List.of("pause", "trigger", "delete", "resume")) {
      String input = "{\"action\": \"%s\", \"ids\": [\"%s\"]}".formatted(action, planted.job);
      JsonNode result = b.post("/jobs/bulk", input).expect(200).json("results").get(0);
      assertThat(result.path("status").asInt()).as(action).isEqualTo(404);
    }
    a.get("/jobs/" + planted.job).expect(200);
  }

  @Test
  void namesAndIdempotencyKeysAreEachNamespacesOwn() {
    for (Client client : List.of(a, b)) {
      String first = client.post("/jobs", job("same"), "Idempotency-Key", "k").expect(201).text();
      assertThat(client.post("/jobs", job("same"), "Idempotency-Key", "k").expect(201).text())
          .isEqualTo(first);
      client.post("/jobs", job("same")).expectProblem(409, "name-taken");
    }
    assertThat(a.get("/jobs").json("jobs").get(0).path("id").asText())
        .isNotEqualTo(b.get("/jobs").json("jobs").get(0).path("id").asText());
  }

  @Test
  void eventsAreThoseOfTheNamespace() {
    String keyOfA = key(operator, "team-a", "listener", "read");
    String keyOfB = key(operator, "team-b", "listener", "read");
    try (Subscription ofA = new Subscription(server, "X-API-Key", keyOfA);
        Subscription ofB = new Subscription(server, "X-API-Key", keyOfB)) {
      plant();
      String bobs = b.create(job("of-b"));
      b.act("/jobs/" + bobs + "/trigger").expect(202);

      await()
          .atMost(Duration.ofSeconds(15))
          .until(() -> ofA.has("event: alert") && ofB.has("event: alert"));
      try (Subscription ofDefault =
          new Subscription(server, "X-API-Key", key(operator, null, "listener", "read"))) {
        await().atMost(Duration.ofSeconds(15)).until(() -> ofDefault.has("event: metrics"));
      }
      assertThat(String.join("\n", ofA.lines)).contains(MARK).doesNotContain("of-b", bobs);
      assertThat(String.join("\n", ofB.lines)).contains("of-b", bobs).doesNotContain(MARK);
      assertThat(ofA.has("event: metrics") || ofB.has("event: metrics")).isFalse();
    }
  }

  @Test
  void keysOfOtherNamespacesAreMadeInTheDefaultOne() {
    b.post("/keys", keyInput("team-a", "spy", "read")).expectProblem(403, "forbidden");
    b.post("/keys", keyInput("default", "spy", "admin")).expectProblem(403, "forbidden");
    b.post("/keys", keyInput("team-b", "own", "read")).expect(201);
    b.post("/keys", keyInput(null, "own too", "read")).expect(201);
    operator
        .post("/keys", keyInput("nowhere", "x", "read"))
        .expectProblem(404, "unknown-namespace");

    assertThat(b.get("/keys").json("keys").findValuesAsText("namespace")).containsOnly("team-b");
    assertThat(operator.get("/keys").json("keys").findValuesAsText("namespace"))
        .contains("default", "team-a", "team-b");
    String id = b.get("/keys").json("keys").get(0).path("id").asText();
    operator.delete("/keys/" + id).expect(204);
  }

  @Test
  void theFirstKeyIsOfTheDefaultNamespace(@TempDir Path other) throws IOException {
    try (TestServer open = TestServer.start(other, Map.of())) {
      Client anybody = open.client();
      anybody.put("/namespaces/team-a", "{}").expect(200);
      anybody
          .post("/keys", keyInput("team-a", "x", "admin"))
          .expectProblem(409, "first-key-not-admin");
      anybody.get("/jobs").expect(200);
    }
  }

  @Test
  void whoDecidesAboutTheInstallationMakesNamespaces() {
    a.put("/namespaces/team-c", "{}").expectProblem(403, "forbidden");
    withKey(key(operator, "default", "writer", "write"))
        .put("/namespaces/team-c", "{}")
        .expectProblem(403, "forbidden");
    operator.put("/namespaces/Team_C", "{}").expectProblem(400, "invalid-request");
    Reply made = operator.put("/namespaces/team-c", "{\"quotas\": {\"jobsMax\": 7}}").expect(200);
    assertThat(made.json().at("/quotas/jobsMax").asInt()).isEqualTo(7);
    assertThat(operator.get("/namespaces/team-c").expect(200).text()).isEqualTo(made.text());
    operator.get("/namespaces/team-d").expectProblem(404, "unknown-namespace");
    a.get("/namespaces/team-a").expect(200);
    assertThat(operator.get("/namespaces").json("namespaces").findValuesAsText("name"))
        .containsExactly("default", "team-a", "team-b", "team-c");
    assertThat(operator.get("/audit").json("entries").findValuesAsText("action"))
        .contains("NAMESPACE_CREATED");
  }

  @Test
  void tokensNameTheNamespaceOfTheirOwner(@TempDir Path other) throws IOException {
    try (Provider provider = new Provider();
        TestServer withPeople =
            TestServer.start(
                other,
                new TreeMap<>(
                    Map.of(
                        "oidc-issuer",
                        provider.issuer(),
                        "oidc-audience",
                        Provider.AUDIENCE,
                        "oidc-namespace-claim",
                        "org.team")))) {
      Client boss = person(withPeople, provider, "default");
      boss.put("/namespaces/team-a", "{}").expect(200);
      Client ann = person(withPeople, provider, "team-a");
      await().until(() -> ann.get("/jobs").status() == 200);
      String job = ann.create(job(MARK));
      boss.get("/jobs/" + job).expectProblem(404, "unknown-job");
      ann.get("/namespaces").expectProblem(403, "forbidden");
      assertThat(ann.get("/audit").json("entries").findValuesAsText("action"))
          .contains("JOB_CREATED");

      Reply nowhere = person(withPeople, provider, "team-x").get("/jobs");
      assertThat(nowhere.expectProblem(403, "forbidden").json("detail").asText())
          .isEqualTo("there is no namespace team-x, which ann works in");
      Reply none =
          withPeople
              .client()
              .with("Authorization", "Bearer " + provider.token(provider.claims("carillon-admin")))
              .get("/jobs");
      assertThat(none.expectProblem(403, "forbidden").json("detail").asText())
          .isEqualTo("the token of ann names no namespace");
    }
  }

  private static Client person(TestServer server, Provider provider, String namespace) {
    String token =
        provider.token(provider.claims("carillon-admin").claim("org", Map.of("team", namespace)));
    return server.client().with("Authorization", "Bearer " + token);
  }
}
