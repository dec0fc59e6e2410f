package io.carillon.invoker.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import io.carillon.core.ExecutionId;
import io.carillon.core.Invalid;
import io.carillon.core.port.Call;
import io.carillon.core.port.Outcome;
import io.vertx.core.http.HttpVersion;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signatures, judged by the library of Standard Webhooks that receivers use. */
class SigningTest {
  @TempDir static Path folder;

  private static Certificates localhost;

  private static final HostResolver LOCAL =
      _ -> new InetAddress[] {InetAddress.ofLiteral("127.0.0.1")};

  private final String secret = SigningSecrets.generate();
  private final SigningSecrets signing = SigningSecrets.of(List.of(secret));

  @BeforeAll
  static void makeCertificate() {
    localhost = Certificates.make(folder, "dns:localhost");
  }

  private static void verify(String secret, TargetServer.Request request) throws Exception {
    Map<String, List<String>> headers = new HashMap<>();
    for (String name : request.headerNames()) {
      headers.put(name, request.header(name));
    }
    new Webhook(secret).verify(request.body(), headers);
  }

  private Invoking signing() {
    return new Invoking(Invoking.with(signing, localhost.pem()), LOCAL);
  }

  @Test
  void aCallIsSignedUnderItsExecutionsId() throws Exception {
    try (TargetServer server = TargetServer.ok();
        Invoking invoking = signing()) {
      Call call = Jobs.post().body("{\"ü\":\"{{executionId}}\"}", true).call(server.url("/"));
      long before = Instant.now().getEpochSecond();
      invoking.answer(call);
      TargetServer.Request request = server.next();

      verify(secret, request);
      assertThat(request.header("webhook-id"))
          .containsExactly(new ExecutionId(call.executionKey()).toString());
      assertThat(Long.parseLong(request.header("webhook-timestamp").getFirst()))
          .isBetween(before, Instant.now().getEpochSecond());
      assertThat(request.header("webhook-signature")).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE", "GET", "HEAD", "OPTIONS"})
  void everyMethodIsSignedWithOrWithoutABody(String method) throws Exception {
    try (TargetServer server = TargetServer.ok();
        Invoking invoking = signing()) {
      invoking.answer(Jobs.post().method(method).call(server.url("/")));
      verify(secret, server.next());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void callsOverTlsAreSigned(boolean isHttp2) throws Exception {
    try (TargetServer server =
            TargetServer.start(localhost.server(isHttp2), request -> request.response().end());
        Invoking invoking = signing()) {
      for (String method : List.of("POST", "GET")) {
        invoking.answer(Jobs.post().method(method).call(server.url("localhost", "/")));
        TargetServer.Request request = server.next();
        assertThat(request.version())
            .isEqualTo(isHttp2 ? HttpVersion.HTTP_2 : HttpVersion.HTTP_1_1);
        verify(secret, request);
      }
    }
  }

  @Test
  void largeBodiesAreSigned() throws Exception {
    try (TargetServer server = TargetServer.ok();
        Invoking invoking = signing()) {
      invoking.answer(Jobs.post().body("x".repeat(262_144), false).call(server.url("/")));
      verify(secret, server.next());
    }
  }

  @Test
  void whileSecretsChangeEachOneSigns() throws Exception {
    String newer = SigningSecrets.generate();
    SigningSecrets both = SigningSecrets.of(List.of(newer, secret));
    try (TargetServer server = TargetServer.ok();
        Invoking invoking = new Invoking(Invoking.with(both))) {
      invoking.answer(server.url("/"));
      TargetServer.Request request = server.next();

      verify(newer, request);
      verify(secret, request);
      assertThat(request.header("webhook-signature").getFirst().split(" ")).hasSize(2);
      assertThatThrownBy(() -> verify(SigningSecrets.generate(), request))
          .isInstanceOf(WebhookVerificationException.class);
    }
  }

  @Test
  void eachAttemptIsSignedAnewUnderTheSameId() throws Exception {
    try (TargetServer server = TargetServer.ok();
        Invoking invoking = signing()) {
      Call first = Jobs.post().call(server.url("/"));
      Call second = new Call(first.executionKey(), first.job(), first.scheduledAtMs(), 2);
      invoking.answer(first);
      invoking.answer(second);
      TargetServer.Request one = server.next();
      TargetServer.Request two = server.next();

      verify(secret, one);
      verify(secret, two);
      assertThat(two.header("webhook-id")).isEqualTo(one.header("webhook-id"));
      assertThat(two.header("webhook-signature")).isNotEqualTo(one.header("webhook-signature"));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void postsThatBelongToNoJobAreSigned(boolean isSecure) throws Exception {
    try (TargetServer server =
            isSecure
                ? TargetServer.start(localhost.server(true), request -> request.response().end())
                : TargetServer.ok();
        Invoking invoking = signing()) {
      Outcome outcome =
          invoking
              .invoker()
              .post(URI.create(server.url("localhost", "/")), "alert-7", "{\"a\":\"ü\"}", 5_000)
              .toCompletableFuture()
              .get(10, TimeUnit.SECONDS);
      TargetServer.Request request = server.next();

      assertThat(outcome).isInstanceOf(Outcome.Answered.class);
      verify(secret, request);
      assertThat(request.header("webhook-id")).containsExactly("alert-7");
    }
  }

  @Test
  void withoutASecretNothingIsSigned() {
    try (TargetServer server = TargetServer.ok();
        Invoking invoking = new Invoking()) {
      invoking.answer(server.url("/"));
      assertThat(server.next().headerNames()).noneMatch(name -> name.startsWith("webhook-"));
    }
  }

  @Test
  void secretsAreRefusedWithoutBeingQuoted() {
    assertThat(SigningSecrets.of(List.of(secret))).asString().isEqualTo("keys: 1");
    for (String wrong : List.of("whsec_c2hvcnQ=", secret.substring(6), "whsec_*", "")) {
      assertThatThrownBy(() -> SigningSecrets.of(List.of(secret, wrong)))
          .isInstanceOf(Invalid.class)
          .hasMessage("secret 2 must be whsec_ and 24 to 64 bytes in Base64");
    }
  }
}
