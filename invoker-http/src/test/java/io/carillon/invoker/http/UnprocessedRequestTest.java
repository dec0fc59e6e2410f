package io.carillon.invoker.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.carillon.core.port.Outcome;
import io.carillon.core.port.Outcome.Failure;
import io.netty.buffer.Unpooled;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests over HTTP/2 of which the target says that it has not processed them, and others. */
class UnprocessedRequestTest {
  private static final int REFUSED_STREAM = 7;

  @TempDir static Path folder;

  private static Certificates localhost;

  @BeforeAll
  static void makeCertificate() {
    localhost = Certificates.make(folder, "dns:localhost");
  }

  private static Invoking trusting() {
    return new Invoking(
        Invoking.trusting(localhost.pem()),
        _ -> new InetAddress[] {InetAddress.ofLiteral("127.0.0.1")});
  }

  private static TargetServer start(Handler<HttpServerRequest> handler) {
    return TargetServer.start(localhost.server(true), handler);
  }

  private static List<Invoking.Begun> calls(int count, Invoking invoking, TargetServer server) {
    return invoking.begin(server.url("localhost", "/"), count);
  }

  @Test
  void streamsAboveTheLastOfAGoAwayAreSentAgain() {
    List<HttpServerRequest> held = new ArrayList<>();
    Handler<HttpServerRequest> goingAwayAfterFive =
        request -> {
          held.add(request);
          if (held.size() == 5) {
            request.connection().goAway(0, held.get(2).streamId());
            held.subList(0, 3).forEach(processed -> processed.response().end());
          } else if (held.size() > 5) {
            request.response().end();
          }
        };
    try (TargetServer server = start(goingAwayAfterFive);
        Invoking invoking = trusting()) {
      calls(5, invoking, server)
          .forEach(call -> assertThat(call.answered().httpStatus()).isEqualTo(200));
      assertThat(server.waiting()).as("requests, two of them again").isEqualTo(7);
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void streamsUpToTheLastOfAGoAwayAreNotSentAgain() {
    try (TargetServer server =
            start(
                request -> {
                  request.connection().goAway(0, request.streamId());
                  request.connection().close();
                });
        Invoking invoking = trusting()) {
      assertThat(invoking.failure(server.url("localhost", "/")).message())
          .isEqualTo("connection closed before an answer came");
      assertThat(server.waiting()).isEqualTo(1);
    }
  }

  @Test
  @SuppressWarnings("FutureReturnValueIgnored") // what comes of the frame is what is tested
  void aTargetThatBreaksTheProtocolIsNotSentTheRequestAgain() {
    byte[] dataOnNoStream = {0, 0, 1, 0, 0, 0, 0, 0, 0, 'x'};
    try (TargetServer server =
            start(
                request ->
                    ((ConnectionBase) request.connection())
                        .channelHandlerContext()
                        .writeAndFlush(Unpooled.wrappedBuffer(dataOnNoStream)));
        Invoking invoking = trusting()) {
      assertThat(invoking.failure(server.url("localhost", "/")).message())
          .isEqualTo("call failed before an answer came");
      assertThat(server.waiting()).isEqualTo(1);
    }
  }

  @Test
  void aRefusedStreamIsSentAgain() {
    AtomicInteger requests = new AtomicInteger();
    try (TargetServer server =
            start(
                request -> {
                  if (requests.incrementAndGet() == 1) {
                    request.response().reset(REFUSED_STREAM);
                  } else {
                    request.response().end();
                  }
                });
        Invoking invoking = trusting()) {
      assertThat(invoking.answer(server.url("localhost", "/")).httpStatus()).isEqualTo(200);
      assertThat(server.waiting()).isEqualTo(2);
    }
  }

  @Test
  void aCallThatIsSentAgainHasStartedInTimeAndIsNotWithdrawn() {
    Queue<HttpServerRequest> held = new ConcurrentLinkedQueue<>();
    try (TargetServer server =
            start(
                request -> {
                  if ("/late".equals(request.path()) && held.isEmpty()) {
                    held.add(request);
                  } else {
                    request.response().end();
                  }
                });
        Invoking invoking = trusting()) {
      invoking.answer(server.url("localhost", "/first")); // It has a connection from now on.
      long latestStartMs = System.currentTimeMillis() + 500;
      Invoking.Begun call =
          invoking.begin(Jobs.post().callBy(latestStartMs, server.url("localhost", "/late")));
      await().until(() -> !held.isEmpty() && System.currentTimeMillis() > latestStartMs);

      held.element().response().reset(REFUSED_STREAM);

      assertThat(call.answered().httpStatus()).isEqualTo(200);
      assertThat(call.invocation().withdraw()).isFalse();
    }
  }

  @Test
  void aCallIsNotSentAgainWhenItsCallerMayNoLongerSend() {
    AtomicBoolean maySend = new AtomicBoolean(true);
    try (TargetServer server =
            start(
                request -> {
                  maySend.set(false);
                  request.response().reset(REFUSED_STREAM);
                });
        Invoking invoking = trusting()) {
      Invoking.Begun call =
          invoking.begin(Jobs.post().callWhile(maySend::get, server.url("localhost", "/")));

      assertThat(call.failed().failure()).isEqualTo(Failure.WITHHELD);
      assertThat(call.failed().startedAtMs()).isPositive();
      assertThat(server.waiting()).isEqualTo(1);
    }
  }

  @Test
  void aStreamThatIsRefusedAgainAndAgainIsAFailure() {
    try (TargetServer server = start(request -> request.response().reset(REFUSED_STREAM));
        Invoking invoking = trusting()) {
      assertThat(invoking.failure(server.url("localhost", "/")).message())
          .isEqualTo("stream reset by the target (code 7) before an answer came");
      assertThat(server.waiting()).isEqualTo(3);
    }
  }

  @Test
  void aStreamThatIsRefusedAfterItsAnswerBeganIsAFailure() {
    try (TargetServer server =
            start(
                request ->
                    request
                        .response()
                        .setChunked(true)
                        .write("half")
                        .onSuccess(_ -> request.response().reset(REFUSED_STREAM)));
        Invoking invoking = trusting()) {
      assertThat(invoking.failure(server.url("localhost", "/")).message())
          .isEqualTo("stream reset by the target (code 7) before the answer was complete");
      assertThat(server.waiting()).isEqualTo(1);
    }
  }

  @Test
  void theTimeoutIsOfAllSendingsTogether() {
    Queue<HttpServerRequest> held = new ConcurrentLinkedQueue<>();
    try (TargetServer server = start(held::add);
        Invoking invoking = trusting()) {
      Invoking.Begun call =
          invoking.begin(Jobs.post().timeoutMs(500).call(server.url("localhost", "/")));
      await().until(() -> held.size() == 1);
      long firstSentAtMs = call.invocation().startedAtMs();
      await().until(() -> System.currentTimeMillis() > firstSentAtMs);
      held.element().connection().goAway(0, 0);
      Outcome.Failed late = call.failed();
      assertThat(late.message()).isEqualTo("no answer within 500 ms");
      assertThat(late.startedAtMs()).isEqualTo(firstSentAtMs);
      assertThat(held).hasSize(2);
    }
  }
}
