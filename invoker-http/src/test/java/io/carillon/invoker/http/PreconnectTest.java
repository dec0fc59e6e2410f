package io.carillon.invoker.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.carillon.core.port.Outcome.Failure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections that are opened before the calls that will use them. */
class PreconnectTest {
  /** As many as carry a burst's first calls. */
  private static final int FIRST = 16;

  private static Certificates localhost;

  @BeforeAll
  static void makeCertificates(@TempDir Path folder) {
    localhost = Certificates.make(folder, "ip:127.0.0.1");
  }

  private static void preconnect(Invoking invoking, String url, int calls) {
    invoking.invoker().preconnect(Jobs.post().job(url), calls);
  }

  private static void callAtOnce(Invoking invoking, String url, int calls) {
    invoking
        .begin(url, calls)
        .forEach(call -> assertThat(call.answered().httpStatus()).isEqualTo(200));
  }

  /** Counts what is opened, whether or not anything is asked over it. */
  private static RawServer answering() {
    return RawServer.start(PreconnectTest::answer);
  }

  private static void answer(RawServer.Conversation conversation) throws IOException {
    while (true) {
      conversation.read();
      conversation.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    }
  }

  private static void awaitConnections(RawServer server, int connections) {
    await().until(() -> server.connections() == connections);
  }

  /** That of so many calls the first find their connections open, and others are not opened. */
  private static void assertFoundOpen(
      Invoking invoking, RawServer server, int calls, int connections) {
    preconnect(invoking, server.url("/"), calls);
    awaitConnections(server, connections);
    callAtOnce(invoking, server.url("/"), connections);
    assertThat(server.connections()).isEqualTo(connections);
  }

  @ParameterizedTest
  @ValueSource(ints = {FIRST, 10_000})
  void aBurstFindsItsConnectionsOpen(int calls) {
    try (RawServer server = answering();
        Invoking invoking = new Invoking()) {
      assertFoundOpen(invoking, server, calls, FIRST);
    }
  }

  @Test
  void whatIsOpenIsNotOpenedAgain() {
    try (RawServer server = answering();
        Invoking invoking = new Invoking()) {
      callAtOnce(invoking, server.url("/"), 3);
      int before = server.connections();
      for (int i = 0; i < 5; i++) {
        preconnect(invoking, server.url("/"), 100);
      }
      awaitConnections(server, FIRST);
      assertThat(before).isPositive();

      preconnect(invoking, server.url("/"), 100);
      callAtOnce(invoking, server.url("/"), FIRST);
      assertThat(server.connections()).isEqualTo(FIRST);
    }
  }

  @Test
  void whatWillBeTooOldByThenIsReplaced() {
    try (RawServer server = answering();
        Invoking invoking =
            new Invoking(Invoking.with(new InvokerConfig.KeepAlive(1_200, 60_000)))) {
      preconnect(invoking, server.url("/"), FIRST);
      awaitConnections(server, FIRST);
      // They still have a second to live when they are opened, and a moment later they do not.
      await()
          .until(
              () -> {
                preconnect(invoking, server.url("/"), FIRST);
                return server.connections() > FIRST;
              });
    }
  }

  @Test
  void nothingIsOpenedThatWouldBeClosedBeforeItsCall() {
    try (RawServer server = answering();
        Invoking invoking = new Invoking(Invoking.with(new InvokerConfig.KeepAlive(500, 60_000)))) {
      preconnect(invoking, server.url("/"), FIRST);
      callAtOnce(invoking, server.url("/"), 1);
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void noMoreAreOpenedThanMayBeIdle() {
    try (RawServer server = answering();
        Invoking invoking =
            new Invoking(Invoking.with(new InvokerConfig.Limits(1_024, 1_024, 100, 100, 2)))) {
      preconnect(invoking, server.url("/"), FIRST);
      awaitConnections(server, 2);
      preconnect(invoking, server.url("/"), FIRST);
      callAtOnce(invoking, server.url("/"), 2);
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  /** A server with a process for each connection would wait for a call that is not due yet. */
  @Test
  void aFewCallsOverPlainHttpOpenNothingBeforehand() {
    try (RawServer server = answering();
        Invoking invoking = new Invoking()) {
      preconnect(invoking, server.url("/"), FIRST - 1);
      assertThat(invoking.answer(server.url("/")).httpStatus()).isEqualTo(200);
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void nothingIsOpenedToWhatMayNotBeCalled() {
    try (RawServer server = answering();
        Invoking invoking = new Invoking(Invoking.config(EgressPolicy.of(List.of(), false)))) {
      preconnect(invoking, server.url("/"), FIRST);
      assertThat(invoking.failure(server.url("/")).failure()).isEqualTo(Failure.FORBIDDEN);
      assertThat(server.connections()).isZero();
    }
  }

  @Test
  void oneCallOverTlsFindsItsConnectionOpen() {
    try (RawServer server = RawServer.secure(localhost, PreconnectTest::answer);
        Invoking invoking = new Invoking(Invoking.trusting(localhost.pem()))) {
      assertFoundOpen(invoking, server, 1, 1);
    }
  }

  @Test
  void aBurstOverTlsFindsItsConnectionsOpen() {
    try (RawServer server = RawServer.secure(localhost, PreconnectTest::answer);
        Invoking invoking = new Invoking(Invoking.trusting(localhost.pem()))) {
      assertFoundOpen(invoking, server, FIRST, FIRST);
    }
  }

  @Test
  void ofHttp2OneConnectionIsEnoughForManyCalls() {
    try (TargetServer server =
            TargetServer.start(localhost.server(true), request -> request.response().end());
        Invoking invoking = new Invoking(Invoking.trusting(localhost.pem()))) {
      preconnect(invoking, server.url("/"), FIRST);
      await().until(() -> server.connections() == 1);
      callAtOnce(invoking, server.url("/"), FIRST);
      assertThat(server.connections()).isEqualTo(1);
    }
  }
}
