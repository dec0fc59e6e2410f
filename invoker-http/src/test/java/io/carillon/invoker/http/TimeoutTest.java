package io.carillon.invoker.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.carillon.core.port.Outcome;
import io.carillon.core.port.Outcome.Failure;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

class TimeoutTest {
  private static InvokerConfig.Timeouts timeouts(int connectMs, int tlsMs, int firstByteMs) {
    return new InvokerConfig.Timeouts(connectMs, tlsMs, firstByteMs);
  }

  @Test
  void aTargetThatDoesNotTakeTheConnectionEndsAtTheConnectTimeout() throws IOException {
    try (SilentServer server = new SilentServer("127.0.0.1", 0);
        Invoking invoking = new Invoking(Invoking.with(timeouts(300, 300, 60_000)))) {
      Outcome.Failed failed = invoking.failure("http://127.0.0.1:" + server.port() + "/");
      assertThat(failed.failure()).isEqualTo(Failure.TIMEOUT);
      assertThat(failed.message())
          .isEqualTo("no connection within 300 ms: 127.0.0.1:" + server.port());
      assertThat(failed.startedAtMs()).isZero();
      assertThat(failed.durationMs()).isZero();
    }
  }

  @Test
  void theNextAddressIsTriedInTimeWhenOthersDoNotAnswer() throws IOException {
    HostResolver three = _ -> addresses("127.0.0.2", "127.0.0.3", "127.0.0.1");
    try (TargetServer server = TargetServer.ok();
        SilentServer _ = new SilentServer("127.0.0.2", server.port());
        SilentServer _ = new SilentServer("127.0.0.3", server.port());
        Invoking invoking = new Invoking(Invoking.with(timeouts(3_000, 300, 60_000)), three)) {
      assertThat(invoking.answer(server.url("three.example", "/")).httpStatus()).isEqualTo(200);
    }
  }

  private static InetAddress[] addresses(String... literals) {
    return List.of(literals).stream().map(InetAddress::ofLiteral).toArray(InetAddress[]::new);
  }

  @Test
  void aHandshakeThatIsNotAnsweredEndsAtTheTlsTimeout() {
    try (RawServer server = RawServer.start(RawServer.Conversation::sleepOn);
        Invoking invoking = new Invoking(Invoking.with(timeouts(15_000, 200, 60_000)))) {
      Outcome.Failed failed = invoking.failure("https://127.0.0.1:" + server.port() + "/");
      assertThat(failed.failure()).isEqualTo(Failure.TIMEOUT);
      assertThat(failed.message())
          .isEqualTo("TLS: no handshake within 200 ms: 127.0.0.1:" + server.port());
    }
  }

  @Test
  void silenceAfterTheRequestEndsAtTheJobsTimeout() {
    try (RawServer server = RawServer.start(RawServer.Conversation::sleepOn);
        Invoking invoking = new Invoking()) {
      Outcome.Failed failed = invoking.failure(Jobs.post().timeoutMs(250).call(server.url("/")));
      assertThat(failed.failure()).isEqualTo(Failure.TIMEOUT);
      assertThat(failed.message()).isEqualTo("no answer within 250 ms");
      assertThat(failed.startedAtMs()).isPositive();
      assertThat(failed.durationMs()).isBetween(250L, 2_000L);
    }
  }

  @Test
  void theFirstByteTimeoutCountsWhereItIsShorter() {
    try (RawServer server = RawServer.start(RawServer.Conversation::sleepOn);
        Invoking invoking = new Invoking(Invoking.with(timeouts(2_000, 2_000, 150)))) {
      assertThat(invoking.failure(server.url("/")).message()).isEqualTo("no answer within 150 ms");
    }
  }

  @Test
  void anAnswerThatDripsEndsAtTheJobsTimeout() {
    try (RawServer slow =
            RawServer.start(
                conversation -> {
                  conversation.read();
                  conversation.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nx");
                  conversation.sleepOn();
                });
        Invoking invoking = new Invoking()) {
      assertThat(invoking.failure(Jobs.post().timeoutMs(300).call(slow.url("/"))).message())
          .isEqualTo("answer not complete within 300 ms");
    }
  }

  @Test
  void headersThatDripEndAtTheJobsTimeout() {
    try (RawServer server =
            RawServer.start(
                conversation -> {
                  conversation.read();
                  conversation.write("HTTP/1.1 200 OK\r\nX-Slow: ");
                  conversation.sleepOn();
                });
        Invoking invoking = new Invoking()) {
      assertThat(invoking.failure(Jobs.post().timeoutMs(300).call(server.url("/"))).message())
          .isEqualTo("no answer within 300 ms");
    }
  }

  @Test
  void aLongSilenceIsNoReasonToHangUpWhileTheJobAllowsIt() {
    BlockingQueue<HttpServerRequest> held = new LinkedBlockingQueue<>();
    try (TargetServer server = TargetServer.start(held::add);
        Invoking invoking = new Invoking(Invoking.with(new InvokerConfig.KeepAlive(100, 200)))) {
      // Silent for many times the bounds on idle and old connections, and several sweeps.
      Invoking.Begun begun = invoking.begin(Jobs.post().timeoutMs(60_000).call(server.url("/")));
      HttpServerRequest request = await().until(held::poll, Objects::nonNull);
      await().pollDelay(Duration.ofSeconds(3)).until(() -> begun.invocation().startedAtMs() > 0);
      request.response().end("at last");

      Outcome.Answered answered = begun.answered();
      assertThat(answered.httpStatus()).isEqualTo(200);
      assertThat(answered.durationMs()).isBetween(2_900L, 10_000L);
    }
  }

  @Test
  void aConnectionWhoseCallTimedOutIsNotUsedAgain() {
    try (RawServer server = RawServer.start(RawServer.Conversation::sleepOn);
        Invoking invoking = new Invoking()) {
      Jobs job = Jobs.post().timeoutMs(100);
      invoking.failure(job.call(server.url("/")));
      invoking.failure(job.call(server.url("/")));
      assertThat(server.connections()).isEqualTo(2);
    }
  }
}
