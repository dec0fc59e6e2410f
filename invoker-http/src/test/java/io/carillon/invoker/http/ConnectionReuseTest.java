package io.carillon.invoker.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.carillon.core.Clock;
import io.carillon.core.port.Outcome;
import io.carillon.core.port.Outcome.Failure;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionReuseTest {
  private static void callTimes(int times, Invoking invoking, String url) {
    for (int i = 0; i < times; i++) {
      assertThat(invoking.answer(url).httpStatus()).isEqualTo(200);
    }
  }

  @Test
  void oneCallAfterTheOtherUsesOneConnection() {
    try (TargetServer server = TargetServer.ok();
        Invoking invoking = new Invoking()) {
      callTimes(20, invoking, server.url("/"));
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void aConnectionThatTheTargetClosesIsNotUsedAgain() {
    try (TargetServer server =
            TargetServer.start(
                request -> request.response().putHeader("Connection", "close").end());
        Invoking invoking = new Invoking()) {
      callTimes(5, invoking, server.url("/"));
      assertThat(server.connections()).isEqualTo(5);
    }
  }

  @Test
  void aConnectionClosedWhileIdleIsReplaced() {
    try (TargetServer server =
            TargetServer.start(
                request -> request.response().end().onSuccess(_ -> request.connection().close()));
        Invoking invoking = new Invoking()) {
      for (int i = 0; i < 5; i++) {
        callTimes(1, invoking, server.url("/"));
        await().until(() -> server.openConnections() == 0);
      }
      assertThat(server.connections()).isEqualTo(5);
    }
  }

  @Test
  void idleConnectionsAreClosed() {
    try (TargetServer server = TargetServer.ok();
        Invoking invoking = new Invoking(Invoking.with(new InvokerConfig.KeepAlive(50, 60_000)))) {
      callTimes(3, invoking, server.url("/"));
      await().until(() -> server.openConnections() == 0);
      assertThat(server.connections()).isEqualTo(1);
      callTimes(1, invoking, server.url("/"));
    }
  }

  @Test
  void aConnectionThatNoCallNeedsAnyMoreIsKeptForTheNext() {
    CompletableFuture<InetAddress[]> addresses = new CompletableFuture<>();
    InvokerConfig keeping = Invoking.with(new InvokerConfig.KeepAlive(60_000, 600_000));
    try (RawServer server =
            RawServer.start(
                conversation -> {
                  conversation.read();
                  conversation.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                  conversation.awaitClose();
                });
        Invoking invoking = new Invoking(keeping, _ -> addresses.join())) {
      String url = "http://slow.example:" + server.port() + "/";
      Invoking.Begun begun = invoking.begin(url);
      begun.invocation().cancel();
      assertThat(begun.failed().failure()).isEqualTo(Failure.CANCELLED);
      addresses.complete(new InetAddress[] {InetAddress.ofLiteral("127.0.0.1")});
      await().until(() -> server.openConnections() == 1);
      // Longer than until idle connections are looked after.
      await().during(Duration.ofSeconds(1)).until(() -> server.openConnections() == 1);

      callTimes(1, invoking, url);
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void aTargetsShorterKeepAliveIsHeeded() {
    try (TargetServer server =
            TargetServer.start(
                request -> request.response().putHeader("Keep-Alive", "timeout=0, max=100").end());
        Invoking invoking = new Invoking()) {
      callTimes(3, invoking, server.url("/"));
      assertThat(server.connections()).isEqualTo(3);
    }
  }

  @Test
  void oldConnectionsAreReplaced() {
    try (TargetServer server = TargetServer.ok();
        Invoking invoking = new Invoking(Invoking.with(new InvokerConfig.KeepAlive(60_000, 1)))) {
      await()
          .until(
              () -> {
                callTimes(1, invoking, server.url("/"));
                return server.connections() > 1;
              });
    }
  }

  @Test
  void noMoreIdleConnectionsThanAllowedAreKept() {
    try (TargetServer server = TargetServer.ok();
        Invoking invoking =
            new Invoking(Invoking.with(new InvokerConfig.Limits(1_024, 1_024, 100, 100, 2)))) {
      List<Invoking.Begun> calls = invoking.begin(server.url("/"), 10);
      calls.forEach(Invoking.Begun::answered);
      await().until(() -> server.openConnections() <= 2);
    }
  }

  @Test
  void aBurstOpensFewConnectionsAndTheRestWaitForThem() {
    try (TargetServer server = TargetServer.ok();
        Invoking invoking =
            new Invoking(Invoking.with(new InvokerConfig.Limits(1_024, 1_024, 1_000, 4, 100)))) {
      List<Invoking.Begun> calls = invoking.begin(server.url("/"), 500);
      calls.forEach(call -> assertThat(call.answered().httpStatus()).isEqualTo(200));
      // How many depends on how fast the target answers; a call that waits takes a free one.
      assertThat(server.connections()).isLessThan(calls.size());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aSlowTargetGetsAConnectionForEachCall(boolean isSaturated) {
    ConcurrentLinkedQueue<HttpServerRequest> held = new ConcurrentLinkedQueue<>();
    try (TargetServer server = TargetServer.start(held::add);
        Invoking invoking = isSaturated ? saturated() : new Invoking()) {
      List<Invoking.Begun> calls = invoking.begin(server.url("/"), 200);
      await().until(() -> held.size() == calls.size());
      held.forEach(request -> request.response().end());
      calls.forEach(call -> assertThat(call.answered().httpStatus()).isEqualTo(200));
      assertThat(server.connections()).isEqualTo(calls.size());
    }
  }

  private static Invoking saturated() {
    return Invoking.saturated(Invoking.with(new InvokerConfig.KeepAlive(60_000, 600_000)));
  }

  /** 600 calls need 16 connections doubled six times; a timer may be late, but not early. */
  @Test
  void whileTheProcessorsAreSaturatedATargetGetsMoreConnectionsSlowly() {
    ConcurrentLinkedQueue<HttpServerRequest> held = new ConcurrentLinkedQueue<>();
    try (TargetServer server = TargetServer.start(held::add);
        Invoking invoking = saturated()) {
      long beganNanos = System.nanoTime();
      List<Invoking.Begun> calls = invoking.begin(server.url("/"), 600);
      await().pollInterval(Duration.ofMillis(1)).until(() -> held.size() == calls.size());
      assertThat(Duration.ofNanos(System.nanoTime() - beganNanos))
          .isGreaterThanOrEqualTo(Duration.ofMillis(6 * 100));
      held.forEach(request -> request.response().end());
      calls.forEach(call -> assertThat(call.answered().httpStatus()).isEqualTo(200));
    }
  }

  @Test
  void aTargetThatIsFastAgainGetsItsCallsOverFewConnectionsAgain() {
    AtomicBoolean isSlow = new AtomicBoolean(true);
    ConcurrentLinkedQueue<HttpServerRequest> held = new ConcurrentLinkedQueue<>();
    Set<HttpConnection> used = ConcurrentHashMap.newKeySet();
    try (TargetServer server =
            TargetServer.start(
                request -> {
                  used.add(request.connection());
                  if (isSlow.get()) {
                    held.add(request);
                  } else {
                    request.response().end();
                  }
                });
        Invoking invoking = saturated()) {
      List<Invoking.Begun> calls = invoking.begin(server.url("/"), 200);
      await().until(() -> held.size() == calls.size());
      isSlow.set(false);
      held.forEach(request -> request.response().end());
      calls.forEach(call -> assertThat(call.answered().httpStatus()).isEqualTo(200));
      assertThat(used).hasSize(200);
      await()
          .untilAsserted(
              () -> {
                used.clear();
                burst(invoking, server);
                assertThat(used).hasSizeLessThanOrEqualTo(64);
              });
      assertThat(server.openConnections()).isGreaterThanOrEqualTo(200);
    }
  }

  private static void burst(Invoking invoking, TargetServer server) {
    List<Invoking.Begun> calls = invoking.begin(server.url("/"), 600);
    calls.forEach(call -> assertThat(call.answered().httpStatus()).isEqualTo(200));
  }

  @Test
  void callsBeyondTheDestinationsLimitFailAtOnce() {
    ConcurrentLinkedQueue<HttpServerRequest> held = new ConcurrentLinkedQueue<>();
    try (TargetServer server = TargetServer.start(held::add);
        Invoking invoking =
            new Invoking(Invoking.with(new InvokerConfig.Limits(1_024, 1_024, 3, 3, 3)))) {
      List<Invoking.Begun> calls = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        calls.add(invoking.begin(server.url("/")));
      }
      Outcome.Failed failed = invoking.failure(server.url("/"));
      assertThat(failed.failure()).isEqualTo(Failure.CONNECTION);
      assertThat(failed.message())
          .isEqualTo("too many calls in flight to 127.0.0.1:" + server.port());
      await().until(() -> held.size() == 3);
      held.forEach(request -> request.response().end());
      calls.forEach(call -> assertThat(call.answered().httpStatus()).isEqualTo(200));
      held.clear();
      Invoking.Begun next = invoking.begin(server.url("/"));
      await().until(() -> held.size() == 1);
      held.forEach(request -> request.response().end());
      next.answered();
    }
  }

  @Test
  void aSlowTargetDoesNotDelayAnother() {
    try (RawServer slow = RawServer.start(RawServer.Conversation::sleepOn);
        TargetServer fast = TargetServer.ok();
        Invoking invoking = new Invoking()) {
      List<Invoking.Begun> stuck =
          Stream.generate(() -> invoking.begin(Jobs.post().timeoutMs(60_000).call(slow.url("/"))))
              .limit(300)
              .toList();
      long beganNanos = System.nanoTime();
      callTimes(20, invoking, fast.url("/"));
      assertThat(Duration.ofNanos(System.nanoTime() - beganNanos))
          .isLessThan(Duration.ofSeconds(5));
      assertThat(stuck).noneMatch(call -> call.outcome().isDone());
      stuck.forEach(call -> call.invocation().cancel());
    }
  }

  @Test
  void severalLoopsShareTheWork() throws InterruptedException {
    InvokerConfig one = Invoking.config();
    InvokerConfig config =
        new InvokerConfig(
            one.version(),
            3,
            one.transport(),
            one.timeouts(),
            one.limits(),
            one.keepAlive(),
            one.resolving(),
            one.tls(),
            one.egress(),
            one.signing());
    try (TargetServer server = TargetServer.ok();
        HttpInvoker invoker = new HttpInvoker(config, Clock.SYSTEM)) {
      int calls = 3_000;
      CountDownLatch left = new CountDownLatch(calls);
      AtomicInteger succeeded = new AtomicInteger();
      for (int i = 0; i < calls; i++) {
        invoker.invoke(
            Jobs.post().call(server.url("/")),
            outcome -> {
              if (outcome instanceof Outcome.Answered) {
                succeeded.incrementAndGet();
              }
              left.countDown();
            });
      }
      assertThat(left.await(20, TimeUnit.SECONDS)).isTrue();
      assertThat(succeeded).hasValue(calls);
    }
  }
}
