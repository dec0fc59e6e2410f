package io.carillon.invoker.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.carillon.core.port.Outcome;
import io.carillon.core.port.Outcome.Failure;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The guard at work inside the invoker. */
class EgressTest {
  private static final EgressPolicy STRICT = EgressPolicy.of(List.of(), false);

  private static InetAddress[] addresses(String... literals) {
    return List.of(literals).stream().map(InetAddress::ofLiteral).toArray(InetAddress[]::new);
  }

  private static InvokerConfig withoutCache(EgressPolicy egress, int idleMs) {
    InvokerConfig c = Invoking.config(egress);
    return new InvokerConfig(
        c.version(),
        1,
        c.transport(),
        c.timeouts(),
        c.limits(),
        new InvokerConfig.KeepAlive(idleMs, 60_000),
        new InvokerConfig.Resolving(0, 100, 4),
        c.tls(),
        egress,
        c.signing());
  }

  @Test
  void aForbiddenTargetIsNotEvenConnectedTo() {
    try (TargetServer server = TargetServer.ok();
        Invoking invoking = new Invoking(Invoking.config(STRICT))) {
      for (String host : List.of("127.0.0.1", "localhost", "0177.0.0.1")) {
        Outcome.Failed failed = invoking.failure(server.url(host, "/"));
        assertThat(failed.failure()).isEqualTo(Failure.FORBIDDEN);
        assertThat(failed.message())
            .isEqualTo(
                "forbidden: %s leads to a loopback address (CARILLON_EGRESS_ALLOW can allow it)"
                    .formatted(host));
        assertThat(failed.startedAtMs()).isZero();
      }
      assertThat(server.connections()).isZero();
    }
  }

  @Test
  void aListedTargetIsCalledByItsNameAtTheJudgedAddress() {
    EgressPolicy listed = EgressPolicy.of(List.of("app.example"), false);
    try (TargetServer server = TargetServer.ok();
        Invoking invoking = new Invoking(Invoking.config(listed), _ -> addresses("127.0.0.1"))) {
      invoking.answer(server.url("app.example", "/"));
      assertThat(server.next().header("Host")).containsExactly("app.example:" + server.port());
    }
  }

  @Test
  void localhostWorksThroughTheSystemsResolver() {
    try (TargetServer server = TargetServer.ok();
        Invoking invoking = new Invoking()) {
      assertThat(invoking.answer(server.url("localhost", "/")).httpStatus()).isEqualTo(200);
    }
  }

  @Test
  void theNextAddressIsTriedWhenOneRefuses() {
    try (TargetServer server = TargetServer.ok();
        Invoking invoking =
            new Invoking(
                Invoking.config(), _ -> addresses("127.0.0.2", "127.0.0.3", "127.0.0.1"))) {
      assertThat(invoking.answer(server.url("many.example", "/")).httpStatus()).isEqualTo(200);
    }
  }

  @Test
  void aNameWithAPublicAndAPrivateAddressIsForbidden() {
    try (TargetServer server = TargetServer.ok();
        Invoking invoking =
            new Invoking(Invoking.config(STRICT), _ -> addresses("8.8.8.8", "127.0.0.1"))) {
      assertThat(invoking.failure(server.url("mixed.example", "/")).failure())
          .isEqualTo(Failure.FORBIDDEN);
      assertThat(server.connections()).isZero();
    }
  }

  @Test
  void anUnresolvableNameIsAResolveFailure() {
    HostResolver none =
        host -> {
          throw new UnknownHostException(host);
        };
    try (Invoking invoking = new Invoking(Invoking.config(), none)) {
      Outcome.Failed failed = invoking.failure("http://gone.example/");
      assertThat(failed)
          .isEqualTo(
              new Outcome.Failed(0, 0, Failure.RESOLVE, "cannot resolve host: gone.example"));
    }
  }

  @Test
  void aNameThatIsReboundIsJudgedAgainForTheNextConnection() {
    EgressPolicy policy = EgressPolicy.of(List.of("127.0.0.1"), false);
    AtomicReference<String> address = new AtomicReference<>("127.0.0.1");
    AtomicInteger lookups = new AtomicInteger();
    HostResolver rebinding =
        _ -> {
          lookups.incrementAndGet();
          return addresses(address.get());
        };
    try (TargetServer server =
            TargetServer.start(
                request -> request.response().putHeader("Connection", "close").end());
        Invoking invoking = new Invoking(withoutCache(policy, 0), rebinding)) {
      assertThat(invoking.answer(server.url("evil.example", "/")).httpStatus()).isEqualTo(200);
      address.set("127.0.0.2");
      assertThat(invoking.failure(server.url("evil.example", "/")).failure())
          .isEqualTo(Failure.FORBIDDEN);
      assertThat(server.connections()).isEqualTo(1);
      assertThat(lookups).hasValue(2);
    }
  }

  @Test
  void aReboundNameIsForbiddenToEveryKindOfCall() throws Exception {
    EgressPolicy policy = EgressPolicy.of(List.of("127.0.0.1"), false);
    AtomicReference<String[]> found = new AtomicReference<>(new String[] {"127.0.0.1"});
    try (TargetServer server =
            TargetServer.start(
                request -> request.response().putHeader("Connection", "close").end());
        Invoking invoking = new Invoking(withoutCache(policy, 0), _ -> addresses(found.get()))) {
      String url = server.url("evil.example", "/");
      assertThat(invoking.answer(url).httpStatus()).isEqualTo(200);
      for (String[] rebound :
          new String[][] {
            {"127.0.0.2"}, {"169.254.169.254"}, {"127.0.0.1", "::1"}, {"::1", "127.0.0.1"}
          }) {
        found.set(rebound);
        assertThat(invoking.failure(url).failure()).isEqualTo(Failure.FORBIDDEN);
        assertThat(invoking.probeFailure(Jobs.post().call(url)).failure())
            .isEqualTo(Failure.FORBIDDEN);
        assertThat(
                invoking
                    .invoker()
                    .post(URI.create(url), "alert-1", "{}", 5_000)
                    .toCompletableFuture()
                    .get(10, TimeUnit.SECONDS))
            .isInstanceOfSatisfying(
                Outcome.Failed.class,
                failed -> assertThat(failed.failure()).isEqualTo(Failure.FORBIDDEN));
      }
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void anOpenConnectionServesAReboundNameUntilItIsOld() {
    EgressPolicy policy = EgressPolicy.of(List.of("127.0.0.1"), false);
    InvokerConfig kept = withoutCache(policy, 60_000);
    InvokerConfig old =
        new InvokerConfig(
            kept.version(),
            1,
            kept.transport(),
            kept.timeouts(),
            kept.limits(),
            new InvokerConfig.KeepAlive(60_000, 1),
            kept.resolving(),
            kept.tls(),
            policy,
            kept.signing());
    AtomicReference<String> address = new AtomicReference<>("127.0.0.1");
    HostResolver rebinding = _ -> addresses(address.get());
    try (TargetServer server = TargetServer.ok();
        Invoking keeping = new Invoking(kept, rebinding);
        Invoking replacing = new Invoking(old, rebinding)) {
      String url = server.url("evil.example", "/");
      assertThat(keeping.answer(url).httpStatus()).isEqualTo(200);
      assertThat(replacing.answer(url).httpStatus()).isEqualTo(200);
      address.set("127.0.0.2");
      assertThat(keeping.answer(url).httpStatus()).isEqualTo(200);
      await()
          .untilAsserted(
              () ->
                  assertThat(replacing.begin(url).await())
                      .isInstanceOfSatisfying(
                          Outcome.Failed.class,
                          failed -> assertThat(failed.failure()).isEqualTo(Failure.FORBIDDEN)));
    }
  }

  @Test
  void theAddressThatWasJudgedIsTheOneConnectedTo() {
    // Each lookup gives another answer: whoever resolved a second time would reach the second.
    EgressPolicy policy = EgressPolicy.of(List.of("127.0.0.1"), false);
    AtomicInteger lookups = new AtomicInteger();
    HostResolver flapping =
        _ -> addresses(lookups.incrementAndGet() % 2 == 1 ? "127.0.0.1" : "127.0.0.2");
    try (TargetServer server = TargetServer.ok();
        Invoking invoking = new Invoking(withoutCache(policy, 60_000), flapping)) {
      for (int i = 0; i < 3; i++) {
        assertThat(invoking.answer(server.url("flap.example", "/")).httpStatus()).isEqualTo(200);
      }
      assertThat(lookups).hasValue(1);
    }
  }

  @Test
  void theServersOwnListeningAddressIsDenied() {
    EgressPolicy policy = EgressPolicy.of(List.of("127.0.0.1"), false);
    EgressPolicy strictly = EgressPolicy.of(List.of("own.example"), false);
    try (TargetServer server = TargetServer.ok();
        Invoking listed = new Invoking(Invoking.config(policy));
        Invoking invoking = new Invoking(Invoking.config(strictly), _ -> addresses("127.0.0.1"))) {
      listed.invoker().listeningOn(InetAddress.ofLiteral("127.0.0.1"), server.port());
      assertThat(listed.answer(server.url("/")).httpStatus()).isEqualTo(200);
      invoking.invoker().listeningOn(InetAddress.ofLiteral("0.0.0.0"), server.port());
      assertThat(invoking.failure(server.url("other.example", "/")).failure())
          .isEqualTo(Failure.FORBIDDEN);
      assertThat(invoking.answer(server.url("own.example", "/")).httpStatus()).isEqualTo(200);
    }
  }

  @Test
  void webhooksPassThroughTheSameGuard() throws Exception {
    try (TargetServer server =
            TargetServer.start(request -> request.response().setStatusCode(202).end());
        Invoking open = new Invoking();
        Invoking strict = new Invoking(Invoking.config(STRICT), _ -> addresses("127.0.0.1"))) {
      URI url = URI.create(server.url("/hook?x=1"));
      Outcome outcome =
          open.invoker()
              .post(url, "alert-1", "{\"kind\":\"FAILURE\"}", 5_000)
              .toCompletableFuture()
              .get(10, TimeUnit.SECONDS);
      assertThat(outcome)
          .isInstanceOfSatisfying(
              Outcome.Answered.class, answered -> assertThat(answered.httpStatus()).isEqualTo(202));
      TargetServer.Request request = server.next();
      assertThat(request.uri()).isEqualTo("/hook?x=1");
      assertThat(request.body()).isEqualTo("{\"kind\":\"FAILURE\"}");
      assertThat(request.headerNames())
          .containsExactlyInAnyOrder("User-Agent", "Content-Type", "content-length", "host");

      for (String denied :
          List.of(server.url("/"), server.url("hook.example", "/"), "ftp://x/", "mailto:x")) {
        Outcome refused =
            strict
                .invoker()
                .post(URI.create(denied), "alert-1", "{}", 5_000)
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        assertThat(refused)
            .isInstanceOfSatisfying(
                Outcome.Failed.class,
                failed -> assertThat(failed.failure()).isEqualTo(Failure.FORBIDDEN));
      }
    }
  }
}
