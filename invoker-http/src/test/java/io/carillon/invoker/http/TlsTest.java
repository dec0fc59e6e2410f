package io.carillon.invoker.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.carillon.core.Invalid;
import io.carillon.core.port.Outcome;
import io.carillon.core.port.Outcome.Failure;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsTest {
  @TempDir static Path folder;

  private static Certificates localhost;

  /** So that the tests need no name service and no IPv6. */
  private static final HostResolver LOCAL =
      _ -> new InetAddress[] {InetAddress.ofLiteral("127.0.0.1")};

  @BeforeAll
  static void makeCertificate() {
    localhost = Certificates.make(folder, "dns:localhost,dns:app.example,ip:127.0.0.1");
  }

  private static Invoking trusting() {
    return new Invoking(Invoking.trusting(localhost.pem()), LOCAL);
  }

  @Test
  void anUntrustedCertificateIsRefused() {
    try (TargetServer server =
            TargetServer.start(localhost.server(true), request -> request.response().end());
        Invoking invoking = new Invoking(Invoking.config(), LOCAL)) {
      Outcome.Failed failed = invoking.failure(server.url("localhost", "/"));
      assertThat(failed.failure()).isEqualTo(Failure.CONNECTION);
      assertThat(failed.message())
          .isEqualTo("TLS: certificate is not trusted: localhost:" + server.port());
      assertThat(server.waiting()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "app.example", "127.0.0.1"})
  void aNamedCertificateIsTrustedForItsNames(String host) {
    try (TargetServer server =
            TargetServer.start(localhost.server(true), request -> request.response().end());
        Invoking invoking = trusting()) {
      assertThat(invoking.answer(server.url(host, "/")).httpStatus()).isEqualTo(200);
      assertThat(server.next().version()).isEqualTo(HttpVersion.HTTP_2);
    }
  }

  @Test
  void theNextAddressIsTriedInTimeWhenOneDoesNotAnswer() throws IOException {
    InvokerConfig config =
        Invoking.with(
            Invoking.trusting(localhost.pem()), new InvokerConfig.Timeouts(500, 5_000, 60_000));
    HostResolver two =
        _ ->
            new InetAddress[] {
              InetAddress.ofLiteral("127.0.0.2"), InetAddress.ofLiteral("127.0.0.1")
            };
    try (TargetServer server =
            TargetServer.start(localhost.server(true), request -> request.response().end());
        SilentServer _ = new SilentServer("127.0.0.2", server.port());
        Invoking invoking = new Invoking(config, two)) {
      assertThat(invoking.answer(server.url("app.example", "/")).httpStatus()).isEqualTo(200);
    }
  }

  @Test
  void aTrustedCertificateForAnotherHostIsRefused() {
    try (TargetServer server =
            TargetServer.start(localhost.server(true), request -> request.response().end());
        Invoking invoking = trusting()) {
      assertThat(invoking.failure(server.url("other.example", "/")).message())
          .isEqualTo("TLS: certificate is for another host: other.example:" + server.port());
    }
  }

  @Test
  void anExpiredCertificateIsRefused() {
    Certificates expired = Certificates.expired(folder, "dns:old.example");
    try (TargetServer server =
            TargetServer.start(expired.server(true), request -> request.response().end());
        Invoking invoking = new Invoking(Invoking.trusting(expired.pem()), LOCAL)) {
      assertThat(invoking.failure(server.url("old.example", "/")).message())
          .isEqualTo("TLS: certificate has expired: old.example:" + server.port());
    }
  }

  @Test
  void aTargetWithoutTlsIsNamedAsSuch() {
    try (TargetServer server = TargetServer.ok();
        Invoking invoking = trusting()) {
      assertThat(invoking.failure("https://127.0.0.1:" + server.port() + "/").message())
          .isEqualTo("TLS: the target does not speak TLS: 127.0.0.1:" + server.port());
    }
  }

  @Test
  void tls11IsNotSpoken() {
    // A record of TLS 1.1 with a ServerHello: version, random, no session, a cipher.
    String hello = "160302002a" + "02000026" + "0302" + "72".repeat(32) + "00" + "c013" + "00";
    try (RawServer server =
            RawServer.start(
                conversation -> {
                  conversation.write(
                      new String(HexFormat.of().parseHex(hello), StandardCharsets.ISO_8859_1));
                  conversation.awaitClose();
                });
        Invoking invoking = trusting()) {
      assertThat(invoking.failure("https://127.0.0.1:" + server.port() + "/").message())
          .isEqualTo(
              "TLS: the target offers neither TLS 1.2 nor TLS 1.3: 127.0.0.1:" + server.port());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void tls12AndTls13AreSpoken(String version) {
    HttpServerOptions only =
        localhost.server(true).setEnabledSecureTransportProtocols(Set.of(version));
    try (TargetServer server = TargetServer.start(only, request -> request.response().end());
        Invoking invoking = trusting()) {
      assertThat(invoking.answer(server.url("localhost", "/")).httpStatus()).isEqualTo(200);
    }
  }

  @Test
  void onlyNamedCertificatesAreTrustedWhereTheSystemsAreNot() {
    Certificates other = Certificates.make(folder, "dns:localhost,dns:unknown.example");
    var onlyNamed = new InvokerConfig.Tls(false, List.of(localhost.pem()), Map.of());
    try (TargetServer known =
            TargetServer.start(localhost.server(true), request -> request.response().end());
        TargetServer unknown =
            TargetServer.start(other.server(true), request -> request.response().end());
        Invoking invoking = new Invoking(Invoking.with(onlyNamed), LOCAL)) {
      assertThat(invoking.answer(known.url("localhost", "/")).httpStatus()).isEqualTo(200);
      assertThat(invoking.failure(unknown.url("localhost", "/")).message())
          .startsWith("TLS: certificate is not trusted");
    }
    assertThatThrownBy(() -> new InvokerConfig.Tls(false, List.of(), Map.of()))
        .isInstanceOf(Invalid.class);
  }

  @Test
  void http11IsSpokenWhereHttp2IsNotOffered() {
    try (TargetServer server =
            TargetServer.start(localhost.server(false), request -> request.response().end());
        Invoking invoking = trusting()) {
      for (int i = 0; i < 5; i++) {
        invoking.answer(server.url("localhost", "/"));
        assertThat(server.next().version()).isEqualTo(HttpVersion.HTTP_1_1);
      }
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void manyCallsShareOneHttp2Connection() {
    ConcurrentLinkedQueue<HttpServerRequest> held = new ConcurrentLinkedQueue<>();
    try (TargetServer server = TargetServer.start(localhost.server(true), held::add);
        Invoking invoking = trusting()) {
      List<Invoking.Begun> calls = invoking.begin(server.url("localhost", "/"), 80);
      await().until(() -> held.size() == 80);
      held.forEach(request -> request.response().setStatusCode(503).end("busy"));
      calls.forEach(call -> assertThat(call.answered().response()).isEqualTo("busy"));
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void callsBeyondTheStreamsOfOneConnectionGetAnother() {
    ConcurrentLinkedQueue<HttpServerRequest> held = new ConcurrentLinkedQueue<>();
    var options = localhost.server(true);
    options.getInitialSettings().setMaxConcurrentStreams(3);
    try (TargetServer server = TargetServer.start(options, held::add);
        Invoking invoking = trusting()) {
      List<Invoking.Begun> calls = invoking.begin(server.url("localhost", "/"), 9);
      await().until(() -> held.size() == 9);
      assertThat(server.connections()).isEqualTo(3);
      held.forEach(request -> request.response().end());
      calls.forEach(Invoking.Begun::answered);
    }
  }

  @Test
  void aTargetThatTakesNoStreamsIsNotConnectedToAgainAndAgain() {
    var options = localhost.server(true);
    options.getInitialSettings().setMaxConcurrentStreams(0);
    try (TargetServer server = TargetServer.start(options, request -> request.response().end());
        Invoking invoking = trusting()) {
      assertThat(invoking.failure(server.url("localhost", "/")).message())
          .isEqualTo("the target takes no calls over HTTP/2: localhost:" + server.port());
      await().until(() -> server.connections() > 0 && server.openConnections() == 0);
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void http2CarriesTheSameRequest() {
    try (TargetServer server =
            TargetServer.start(localhost.server(true), request -> request.response().end());
        Invoking invoking = trusting()) {
      invoking.answer(
          Jobs.post()
              .headers(Map.of("X-Team", "blue"))
              .call(server.url("localhost", "/a%20b?x=1")));
      TargetServer.Request request = server.next();
      assertThat(request.uri()).isEqualTo("/a%20b?x=1");
      assertThat(request.header("x-team")).containsExactly("blue");
      assertThat(request.header("carillon-scheduled-at")).containsExactly(Jobs.SCHEDULED_AT);
      assertThat(request.header("user-agent")).containsExactly("Carillon/1.2.3");
      assertThat(request.header("content-type")).containsExactly("application/json");
      assertThat(request.header(":authority")).isEmpty();
      assertThat(request.body()).startsWith("{\"jobId\":");
    }
  }

  @Test
  void aTimeoutOnHttp2LeavesTheOtherCallsAlone() {
    ConcurrentLinkedQueue<HttpServerRequest> held = new ConcurrentLinkedQueue<>();
    try (TargetServer server = TargetServer.start(localhost.server(true), held::add);
        Invoking invoking = trusting()) {
      Invoking.Begun patient = invoking.begin(server.url("localhost", "/patient"));
      await().until(() -> held.size() == 1);
      Outcome.Failed late =
          invoking.failure(Jobs.post().timeoutMs(150).call(server.url("localhost", "/late")));
      assertThat(late.message()).isEqualTo("no answer within 150 ms");
      held.forEach(
          request -> {
            if (request.uri().equals("/patient")) {
              request.response().end();
            }
          });
      assertThat(patient.answered().httpStatus()).isEqualTo(200);
      Invoking.Begun next = invoking.begin(server.url("localhost", "/next"));
      await().until(() -> held.size() == 3);
      assertThat(server.connections()).isEqualTo(2);
      next.invocation().cancel();
    }
  }

  @Test
  void aStreamResetByTheTargetIsAConnectionFailure() {
    try (TargetServer server =
            TargetServer.start(localhost.server(true), request -> request.response().reset(2));
        Invoking invoking = trusting()) {
      assertThat(invoking.failure(server.url("localhost", "/")).message())
          .isEqualTo("stream reset by the target (code 2) before an answer came");
      invoking.failure(server.url("localhost", "/"));
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void aConnectionThatGoesAwayIsReplaced() {
    try (TargetServer server =
            TargetServer.start(
                localhost.server(true),
                request -> {
                  request.response().end();
                  request.connection().shutdown();
                });
        Invoking invoking = trusting()) {
      for (int i = 0; i < 4; i++) {
        assertThat(invoking.answer(server.url("localhost", "/")).httpStatus()).isEqualTo(200);
        await().until(() -> server.openConnections() == 0);
      }
      assertThat(server.connections()).isEqualTo(4);
    }
  }

  @Test
  void anEndlessBodyOverHttp2IsNotReadOn() {
    try (TargetServer server =
            TargetServer.start(
                localhost.server(true),
                request -> {
                  request.response().setStatusCode(500).setChunked(true);
                  for (int i = 0; i < 300; i++) {
                    request.response().write("y".repeat(8_192));
                  }
                });
        Invoking invoking = trusting()) {
      assertThat(invoking.answer(server.url("localhost", "/")).response())
          .isEqualTo("y".repeat(1_024));
    }
  }

  @Test
  void hugeHeadersOverHttp2AreNoAnswer() {
    try (TargetServer server =
            TargetServer.start(
                localhost.server(true),
                request -> request.response().putHeader("x-big", "x".repeat(100_000)).end());
        Invoking invoking = trusting()) {
      assertThat(invoking.failure(server.url("localhost", "/")).failure())
          .isEqualTo(Failure.CONNECTION);
    }
  }

  @Test
  void aCancelledCallOnHttp2CostsTheConnectionNothing() {
    ConcurrentLinkedQueue<HttpServerRequest> held = new ConcurrentLinkedQueue<>();
    try (TargetServer server = TargetServer.start(localhost.server(true), held::add);
        Invoking invoking = trusting()) {
      for (int i = 1; i <= 5; i++) {
        int count = i;
        Invoking.Begun call = invoking.begin(server.url("localhost", "/"));
        await().until(() -> held.size() == count);
        call.invocation().cancel();
        assertThat(call.failed().failure()).isEqualTo(Failure.CANCELLED);
      }
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void aFileThatHoldsNoCertificateStopsTheStart() throws IOException {
    Path empty = Files.writeString(folder.resolve("empty.pem"), "");
    Path missing = folder.resolve("missing.pem");
    for (Path file : List.of(empty, missing)) {
      assertThatThrownBy(() -> new Invoking(Invoking.trusting(file)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(file.getFileName().toString());
    }
  }
}
