package io.carillon.invoker.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.carillon.core.Clock;
import io.carillon.core.port.Outcome;
import io.carillon.core.port.Outcome.Failure;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

class CancelTest {
  @Test
  void aCallThatWaitsForItsAnswerIsCutOff() {
    CountDownLatch hungUp = new CountDownLatch(1);
    try (RawServer server =
            RawServer.start(
                conversation -> {
                  try {
                    conversation.read();
                    conversation.awaitClose();
                  } finally {
                    hungUp.countDown();
                  }
                });
        Invoking invoking = new Invoking()) {
      Invoking.Begun begun = invoking.begin(server.url("/"));
      await().until(() -> begun.invocation().startedAtMs() > 0);
      begun.invocation().cancel();

      Outcome.Failed failed = begun.failed();
      assertThat(failed.failure()).isEqualTo(Failure.CANCELLED);
      assertThat(failed.message()).isEqualTo("cancelled");
      assertThat(failed.startedAtMs()).isEqualTo(begun.invocation().startedAtMs());
      await().until(() -> hungUp.getCount() == 0);
    }
  }

  @Test
  void callsThatAreCancelledWhileTheLoopIsBusyNeverGoOut() {
    int placesMax = 64;
    CountDownLatch busy = new CountDownLatch(1);
    ConcurrentLinkedQueue<HttpServerRequest> held = new ConcurrentLinkedQueue<>();
    try (TargetServer gate = TargetServer.start(held::add);
        TargetServer server = TargetServer.ok();
        Invoking invoking =
            new Invoking(
                Invoking.with(
                    new InvokerConfig.Limits(1_024, 1_024, placesMax, placesMax, placesMax)))) {
      Invoking.Begun first = invoking.begin(gate.url("/"));
      var blocked = first.outcome().thenRun(() -> awaitOn(busy));
      await().until(() -> !held.isEmpty());
      held.remove().response().end();
      await().until(() -> first.outcome().isDone());
      List<Invoking.Begun> calls = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        Invoking.Begun begun = invoking.begin(server.url("/"));
        begun.invocation().cancel();
        calls.add(begun);
      }
      assertThat(blocked).isNotDone();
      busy.countDown();

      for (Invoking.Begun call : calls) {
        assertThat(call.failed().failure()).isEqualTo(Failure.CANCELLED);
      }
      // What the loop starts in one turn may be on its way.
      assertThat(calls.subList(placesMax, calls.size()))
          .allMatch(call -> call.failed().startedAtMs() == 0);
      List<Invoking.Begun> good = invoking.begin(server.url("/"), placesMax);
      good.forEach(call -> assertThat(call.answered().httpStatus()).isEqualTo(200));
    }
  }

  private static void awaitOn(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aCallMayEndWhileItIsCancelled() {
    try (TargetServer server = TargetServer.ok();
        Invoking invoking = new Invoking()) {
      for (int i = 0; i < 200; i++) {
        Invoking.Begun begun = invoking.begin(server.url("/"));
        begun.invocation().cancel();
        if (begun.await() instanceof Outcome.Failed failed) {
          assertThat(failed.failure()).isEqualTo(Failure.CANCELLED);
        }
        begun.invocation().cancel();
      }
      assertThat(invoking.answer(server.url("/")).httpStatus()).isEqualTo(200);
    }
  }

  @Test
  void aCallWithoutAConnectionYetCanBeCancelled() {
    CountDownLatch resolving = new CountDownLatch(1);
    HostResolver never =
        host -> {
          resolving.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          throw new java.net.UnknownHostException(host);
        };
    try (Invoking invoking = new Invoking(Invoking.config(), never)) {
      Invoking.Begun begun = invoking.begin("http://slow.example/");
      await().until(() -> resolving.getCount() == 0);
      begun.invocation().cancel();
      assertThat(begun.failed().failure()).isEqualTo(Failure.CANCELLED);
      assertThat(begun.failed().startedAtMs()).isZero();
    }
  }

  @Test
  void closingEndsEveryCallAndLaterOnesAtOnce() {
    try (RawServer server = RawServer.start(RawServer.Conversation::sleepOn)) {
      Invoking invoking = new Invoking();
      List<Invoking.Begun> calls = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        calls.add(invoking.begin(server.url("/")));
      }
      invoking.close();
      calls.add(invoking.begin(server.url("/")));
      for (Invoking.Begun call : calls) {
        assertThat(call.failed().failure()).isEqualTo(Failure.CONNECTION);
        assertThat(call.failed().message())
            .isEqualTo("the server is stopping, the call was cut off");
        call.invocation().cancel();
      }
      invoking.close();
    }
  }

  @Test
  void callsThatRaceWithClosingEndExactlyOnce() throws InterruptedException {
    for (int round = 0; round < 5; round++) {
      try (TargetServer server = TargetServer.ok()) {
        HttpInvoker invoker = new HttpInvoker(Invoking.config(), Clock.SYSTEM);
        LinkedBlockingQueue<Outcome> ended = new LinkedBlockingQueue<>();
        int calls = 2_000;
        Thread caller =
            Thread.ofPlatform()
                .start(
                    () -> {
                      for (int i = 0; i < calls; i++) {
                        invoker.invoke(Jobs.post().call(server.url("/")), ended::add);
                      }
                    });
        await().until(() -> ended.size() > 10);
        invoker.close();
        caller.join();
        await().until(() -> ended.size() == calls);
      }
    }
  }

  @Test
  void aReceiverThatFailsHarmsNoOtherCall() {
    try (TargetServer server = TargetServer.ok();
        Invoking invoking = new Invoking()) {
      invoking
          .invoker()
          .invoke(
              Jobs.post().call(server.url("/")),
              _ -> {
                throw new IllegalStateException("receiver");
              });
      assertThat(invoking.answer(server.url("/")).httpStatus()).isEqualTo(200);
    }
  }
}
