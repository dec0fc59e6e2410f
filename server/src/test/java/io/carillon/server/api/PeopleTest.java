package io.carillon.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jwt.JWTClaimsSet;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.slf4j.LoggerFactory;

/** People come with tokens of an identity provider. */
@ResourceLock("log") // it is one for the whole process
@SuppressWarnings("NullAway.Init") // set before each test
class PeopleTest {
  private static final String JOB =
      "{\"schedule\": \"0 0 0 1 1 *\", \"api\": \"http://127.0.0.1:9/\"}";

  @TempDir Path folder;
  private Provider provider;
  private TestServer server;

  @BeforeEach
  void start() throws IOException {
    provider = new Provider();
    start(Map.of());
  }

  private void start(Map<String, String> settings) throws IOException {
    Map<String, String> all =
        new TreeMap<>(Map.of("oidc-issuer", provider.issuer(), "oidc-audience", Provider.AUDIENCE));
    all.putAll(settings);
    server = TestServer.start(folder, all);
  }

  @AfterEach
  void stop() {
    server.close();
    provider.close();
  }

  private Client with(String token) {
    return server.client().with("Authorization", "Bearer " + token);
  }

  private Client person(String... roles) {
    return with(provider.token(provider.claims(roles)));
  }

  private static Date inSeconds(long seconds) {
    return Date.from(Instant.now().plusSeconds(seconds));
  }

  @Test
  void theHighestRoleCounts() {
    person("carillon-read", "other").get("/jobs").expect(200);
    person("carillon-read").post("/jobs", JOB).expectProblem(403, "forbidden");
    Client writer = person("carillon-read", "carillon-write");
    writer.post("/jobs", JOB).expect(201);
    writer.get("/keys").expectProblem(403, "forbidden");
    person("carillon-admin").get("/keys").expect(200);
  }

  @Test
  void whoHasNoRoleMayNothing() {
    Reply reply = person("other").get("/jobs").expectProblem(403, "forbidden");
    assertThat(reply.json("detail").asText()).isEqualTo("ann has the scope none; this needs read");
    person().get("/health").expect(200);
  }

  /** It has named a provider, so that it is not open, though it has no key. */
  @Test
  void withoutATokenNobodyComesIn() {
    server.client().get("/jobs").expectProblem(401, "unauthenticated");
    server
        .client()
        .post("/keys", "{\"name\": \"a\", \"scope\": \"admin\"}")
        .expectProblem(401, "unauthenticated");
  }

  @Test
  void onlyTokensOfTheProviderForUsAndOfNowCount() {
    String[] admin = {"carillon-admin"};
    List<String> wrong =
        List.of(
            provider.forged(provider.claims(admin)),
            Provider.unsigned(provider.claims(admin)),
            provider.signedWithThePublicKey(provider.claims(admin)),
            provider.token(provider.claims(admin).issuer("https://other.example")),
            provider.token(provider.claims(admin).audience("another-service")),
            provider.token(provider.claims(admin).audience((String) null)),
            provider.token(provider.claims(admin).expirationTime(inSeconds(-60))),
            provider.token(provider.claims(admin).expirationTime(null)),
            provider.token(provider.claims(admin).notBeforeTime(inSeconds(120))),
            provider.token(provider.claims(admin).subject(null)),
            "eyJ.eyJ.x",
            "ey..");
    for (String token : wrong) {
      with(token).get("/jobs").expectProblem(401, "unauthenticated");
    }
    String good = provider.token(provider.claims(admin));
    with(good).get("/keys").expect(200);
    with(good.substring(0, good.length() - 8) + "AAAAAAAA").get("/keys").expect(401);
  }

  /** What PostgreSQL cannot store, or nobody could read in the audit. */
  @Test
  void whoeverCannotBeNotedIsNotLetIn() {
    for (String subject : List.of("u\u0000", "u\n17", "u".repeat(256), " ")) {
      with(provider.token(provider.claims("carillon-read").subject(subject)))
          .get("/jobs")
          .expectProblem(401, "unauthenticated");
    }
    String longest = "u".repeat(255);
    assertThat(
            with(provider.token(provider.claims("carillon-read").subject(longest)))
                .get("/me")
                .json("id")
                .asText())
        .isEqualTo("oidc:" + longest);
  }

  @Test
  void aNameThatCannotBeNotedIsPassedOver() {
    for (String name : List.of("ann\u0000", "ann\nbob", "a".repeat(256))) {
      JWTClaimsSet.Builder claims =
          provider.claims("carillon-read").claim("preferred_username", name);
      assertThat(with(provider.token(claims)).get("/me").json("name").asText()).isEqualTo("u-17");
      claims.claim("email", "ann@example.com");
      assertThat(with(provider.token(claims)).get("/me").json("name").asText())
          .isEqualTo("ann@example.com");
    }
  }

  /** Of RFC 9068. */
  @Test
  void accessTokensMaySayThatTheyAreSome() {
    for (String type : List.of("JWT", "at+jwt", "AT+JWT", "application/at+jwt")) {
      with(provider.token(type, provider.claims("carillon-read"))).get("/jobs").expect(200);
    }
  }

  @Test
  void whyATokenIsRefusedIsToldAtDebug() {
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    Logger logger = (Logger) LoggerFactory.getLogger("io.carillon.server.access.IdentityProvider");
    lines.start();
    logger.addAppender(lines);
    logger.setLevel(Level.DEBUG);
    try {
      with(provider.token("logout+jwt", provider.claims("carillon-read"))).get("/jobs").expect(401);
      with("eyJ.eyJ.x").get("/jobs").expect(401);
    } finally {
      logger.setLevel(null);
      logger.detachAppender(lines);
    }
    assertThat(lines.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .satisfiesExactly(
            line -> assertThat(line).contains("logout+jwt"),
            line -> assertThat(line).contains("no JWT").doesNotContain("eyJ"));
  }

  @Test
  void aBodyWaitsUntilTheTokenIsChecked() {
    String large = JOB.replace("}", ", \"description\": \"" + "x".repeat(1_500) + "\"}");
    for (int i = 0; i < 20; i++) {
      person("carillon-write").post("/jobs", large).expect(201);
    }
  }

  @Test
  void aNewKeyOfTheProviderIsFetched() {
    person("carillon-read").get("/jobs").expect(200);
    provider.rotate();

    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> person("carillon-read").get("/jobs").status() == 200);
    assertThat(provider.fetches.get()).isBetween(2, 5);
  }

  /** Whoever makes up the names of keys must not fill the log. */
  @Test
  void whatCannotBeCheckedIsToldOnceInAWhile() {
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    Logger logger = (Logger) LoggerFactory.getLogger("io.carillon.server.access.People");
    lines.start();
    logger.addAppender(lines);
    try {
      Client stranger = with(provider.ofUnknownKey(provider.claims("carillon-admin")));
      AtomicInteger undecided = new AtomicInteger();
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> stranger.get("/jobs").status() == 503 && undecided.incrementAndGet() == 10);
    } finally {
      logger.detachAppender(lines);
    }
    assertThat(lines.list)
        .filteredOn(line -> line.getLevel() == Level.WARN)
        .filteredOn(line -> line.getFormattedMessage().contains(provider.issuer()))
        .hasSize(1);
  }

  @Test
  void whileTheProviderIsAwayKeysAndKnownTokensGoOn() {
    Client known = person("carillon-admin");
    String key =
        known
            .post("/keys", "{\"name\": \"ops\", \"scope\": \"admin\"}")
            .expect(201)
            .json("key")
            .asText();
    server.close();
    provider.setDown(true);
    server = restarted();

    person("carillon-read").get("/jobs").expectProblem(503, "identity-provider-unavailable");
    server.client().with("X-API-Key", key).get("/keys").expect(200);

    provider.setDown(false);
    Client other = person("carillon-read");
    await().atMost(Duration.ofSeconds(30)).until(() -> other.get("/jobs").status() == 200);
    provider.setDown(true);
    other.get("/jobs").expect(200);
  }

  private TestServer restarted() {
    try {
      start(Map.of());
      return server;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Half a minute later than it says, as clocks differ. */
  @Test
  void aTokenExpires() {
    Client brief =
        with(provider.token(provider.claims("carillon-read").expirationTime(inSeconds(-20))));
    brief.get("/jobs").expect(200);

    await().atMost(Duration.ofSeconds(30)).until(() -> brief.get("/jobs").status() == 401);
  }

  /** In the time by which clocks may differ, too. */
  @Test
  void aTokenSignsInOnce() {
    Client late =
        with(provider.token(provider.claims("carillon-read").expirationTime(inSeconds(-15))));
    for (int i = 0; i < 5; i++) {
      late.get("/jobs").expect(200);
    }
    Client admin = with(provider.token(provider.claims("carillon-admin").subject("u-18")));

    await().until(() -> signIns(admin).contains("oidc:u-18"));
    assertThat(signIns(admin)).containsExactlyInAnyOrder("oidc:u-17", "oidc:u-18");
  }

  private static List<String> signIns(Client admin) {
    JsonNode entries = admin.get("/audit").expect(200).json("entries");
    assertThat(entries.findValuesAsText("action")).allMatch("SIGNED_IN"::equals);
    List<String> who = new ArrayList<>();
    entries.forEach(entry -> who.add(entry.at("/caller/id").asText()));
    return who;
  }

  @Test
  void rolesMayLieDeeperAndHaveOtherNames() throws IOException {
    server.close();
    start(Map.of("oidc-roles-claim", "realm_access.roles", "oidc-write-roles", "ops,dev"));
    JWTClaimsSet.Builder claims =
        provider.claims().claim("realm_access", Map.of("roles", List.of("dev")));

    with(provider.token(claims)).post("/jobs", JOB).expect(201);
    person("carillon-admin").get("/jobs").expect(403);
  }

  @Test
  void signInsAndChangesAreNoted() {
    Client admin = person("carillon-admin");
    admin.post("/jobs", JOB).expect(201);
    admin.get("/jobs").expect(200);

    await().until(() -> admin.get("/audit").json("entries").size() == 2);
    JsonNode entries = admin.get("/audit").json("entries");
    assertThat(entries.findValuesAsText("action"))
        .containsExactlyInAnyOrder("SIGNED_IN", "JOB_CREATED");
    for (JsonNode entry : entries) {
      assertThat(entry.at("/caller/id").asText()).isEqualTo("oidc:u-17");
      assertThat(entry.at("/caller/name").asText()).isEqualTo("ann");
      assertThat(entry.at("/caller/address").asText()).isEqualTo("127.0.0.1");
    }
  }
}
