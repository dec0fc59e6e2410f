package io.carillon.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.core.Scope;
import io.carillon.server.access.KeyText;
import io.carillon.server.contract.Contract;
import io.carillon.server.contract.OperationSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may do what. */
@SuppressWarnings("NullAway.Init") // set before each test
class AccessTest {
  @TempDir Path folder;
  private TestServer server;
  private Client anybody;
  private Client admin;

  @BeforeEach
  void start() throws IOException {
    server = TestServer.start(folder, Map.of());
    anybody = server.client();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static String input(String name, String scope) {
    return "{\"name\": \"%s\", \"scope\": \"%s\"}".formatted(name, scope);
  }

  private static Client withKey(Client client, String key) {
    return client.with("X-API-Key", key);
  }

  /** From the first key on, everybody needs one. */
  private void lock() {
    admin = withKey(anybody, key(anybody, "admin", "admin"));
  }

  private static String key(Client client, String name, String scope) {
    return client.post("/keys", input(name, scope)).expect(201).json("key").asText();
  }

  private record Call(OperationSpec operation, String path) {
    Reply send(Client client) {
      String full = "/" + path.replaceAll("\\{[a-z]+}", "x");
      return client.send(operation.method(), full, null, "");
    }

    @Override
    public String toString() {
      return operation.id() + " at " + path;
    }
  }

  /** Every operation at its own path and at each alias. */
  private static List<Call> calls() {
    List<Call> calls = new ArrayList<>();
    for (OperationSpec operation : Contract.load().operations()) {
      Stream.concat(Stream.of(operation.path()), operation.aliases().stream())
          .forEach(path -> calls.add(new Call(operation, path)));
    }
    return calls;
  }

  @Test
  void onlyTheseOperationsNeedNoKey() {
    Set<String> free = new TreeSet<>();
    for (OperationSpec operation : Contract.load().operations()) {
      if (operation.scope().isEmpty()) {
        free.add(operation.id());
      }
    }

    assertThat(free)
        .containsExactly(
            "getContract",
            "getContractAsJson",
            "getDashboard",
            "getDashboardFile",
            "getDocs",
            "getDocsFile",
            "getHealth",
            "getLiveness",
            "getReadiness");
  }

  /**
   * A GET that needs more than read, or another method that needs less than write, is a mistake.
   */
  @Test
  void whatChangesSomethingNeedsMoreThanRead() {
    for (OperationSpec operation : Contract.load().operations()) {
      Optional<Scope> scope = operation.scope();
      if (!operation.method().equals("GET")) {
        assertThat(scope.orElseThrow().allows(Scope.WRITE)).as(operation.id()).isTrue();
      }
    }
  }

  @Test
  void withoutAKeyEverybodyMayDoEverything() {
    anybody.get("/jobs").expect(200);
    anybody.get("/keys").expect(200);
  }

  @Test
  void eachOperationNeedsItsScopeAtEachOfItsPaths() {
    lock();
    Map<Scope, Client> clients =
        Map.of(
            Scope.READ, withKey(anybody, key(admin, "reader", "read")),
            Scope.WRITE, withKey(anybody, key(admin, "writer", "write")),
            Scope.ADMIN, admin);
    for (Call call : calls()) {
      Optional<Scope> needed = call.operation.scope();
      if (needed.isPresent()) {
        call.send(anybody).expectProblem(401, "unauthenticated");
      } else {
        assertThat(call.send(anybody).status()).as(call.toString()).isIn(200, 404);
      }
      clients.forEach((scope, client) -> assertJudged(call, scope, client));
    }
  }

  private static void assertJudged(Call call, Scope scope, Client client) {
    Optional<Scope> needed = call.operation.scope();
    boolean isAllowed = needed.isEmpty() || scope.allows(needed.get());
    if (isAllowed && call.operation.id().equals("streamEvents")) {
      return; // does not end
    }
    Reply reply = call.send(client);
    if (isAllowed) {
      assertThat(reply.status()).as(call + " as " + scope).isNotIn(401, 403);
    } else {
      reply.expectProblem(403, "forbidden");
      assertThat(reply.header("www-authenticate"))
          .isEqualTo(
              "Bearer realm=\"carillon\", error=\"insufficient_scope\", scope=\"%s\""
                  .formatted(needed.orElseThrow().name().toLowerCase(Locale.ROOT)));
    }
  }

  @Test
  void everybodyIsToldWhoHeIs() {
    assertThat(anybody.get("/me").expect(200).json().toString())
        .isEqualTo(
            "{'id':'anybody','name':'anybody','scope':'admin','namespace':'default',"
                    .replace('\'', '"')
                + "\"isOfInstallation\":true}");
    lock();

    JsonNode reader = withKey(anybody, key(admin, "ci", "read")).get("/me").expect(200).json();

    assertThat(reader.get("id").asText()).startsWith("key:");
    assertThat(reader.get("name").asText()).isEqualTo("ci");
    assertThat(reader.get("scope").asText()).isEqualTo("read");
    assertThat(reader.get("isOfInstallation").asBoolean()).isTrue();
    anybody.get("/me").expectProblem(401, "unauthenticated");
  }

  @Test
  void aKeyIsTakenInEitherHeader() {
    lock();
    String key = key(admin, "reader", "read");

    anybody.get("/jobs").expectProblem(401, "unauthenticated");
    anybody.with("X-API-Key", key).get("/jobs").expect(200);
    anybody.with("Authorization", "Bearer " + key).get("/jobs").expect(200);
    anybody.with("authorization", "bearer  " + key).get("/jobs").expect(200);
    anybody.with("Authorization", "Basic " + key).get("/jobs").expect(401);
    anybody.with("X-API-Key", "", "Authorization", "Bearer " + key).get("/jobs").expect(401);
  }

  @Test
  void whatIsNoKeyIsRefused() {
    lock();
    String other = KeyText.generate();
    for (String wrong : List.of(other, other.substring(1), "x", "null", "*", "' OR 1=1 --")) {
      Reply reply = withKey(anybody, wrong).get("/jobs").expectProblem(401, "unauthenticated");
      assertThat(reply.header("www-authenticate"))
          .isEqualTo("Bearer realm=\"carillon\", error=\"invalid_token\"");
      assertThat(reply.text()).doesNotContain(wrong.length() > 4 ? wrong : "carillon_");
    }
  }

  @Test
  void theFirstKeyIsAnAdmins() {
    anybody.post("/keys", input("ci", "write")).expectProblem(409, "first-key-not-admin");
    anybody.get("/jobs").expect(200);
  }

  @Test
  void aRevokedKeyIsRefusedSoonAndStaysListed() {
    lock();
    Reply made = admin.post("/keys", input("ci", "read")).expect(201);
    Client ci = withKey(anybody, made.json("key").asText());
    ci.get("/jobs").expect(200);

    admin.delete("/keys/" + made.json("id").asText()).expect(204);

    await().until(() -> ci.get("/jobs").status() == 401);
    JsonNode listed = admin.get("/keys").expect(200).json("keys").get(0);
    assertThat(listed.get("name").asText()).isEqualTo("ci");
    assertThat(listed.get("revokedAt").isNull()).isFalse();
    assertThat(listed.has("key")).isFalse();
    admin.delete("/keys/" + made.json("id").asText()).expect(204);
    admin.delete("/keys/x").expectProblem(404, "unknown-key");
  }

  @Test
  void aKeyExpires() {
    lock();
    String soon = Instant.now().plusSeconds(10).toString();
    String body = "{\"name\": \"brief\", \"scope\": \"read\", \"expiresAt\": \"%s\"}";
    Client brief =
        withKey(
            anybody, admin.post("/keys", body.formatted(soon)).expect(201).json("key").asText());
    brief.get("/jobs").expect(200);

    await().atMost(Duration.ofSeconds(30)).until(() -> brief.get("/jobs").status() == 401);

    String past = Instant.now().minusSeconds(1).toString();
    assertThat(admin.post("/keys", body.formatted(past)).expect(400).wrongFields())
        .containsExactly("expiresAt");
  }

  @Test
  void twoLiveKeysMayHaveAName() {
    lock();
    key(admin, "ci", "read");
    key(admin, "ci", "read");
    admin.post("/keys", input("ci", "read")).expectProblem(409, "key-name-taken");
  }

  @Test
  void keysOutliveARestartAndAreNotKept() throws IOException {
    lock();
    String key = key(admin, "ci", "read");
    server.close();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        assertThat(Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1))
            .doesNotContain(key, key.substring(KeyText.PREFIX.length()));
      }
    }

    server = TestServer.start(folder, Map.of());

    server.client().get("/jobs").expect(401);
    withKey(server.client(), key).get("/jobs").expect(200);
  }
}
