package io.carillon.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OnLoopTest {
  private final Vertx vertx = Vertx.vertx();
  private final Context context = vertx.getOrCreateContext();

  @AfterEach
  void stop() {
    vertx.close().await();
  }

  private <T> CompletableFuture<T> onContext(Function<Context, CompletionStage<T>> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    context.runOnContext(
        _ ->
            work.apply(context)
                .whenComplete(
                    (value, failure) -> {
                      if (failure == null) {
                        result.complete(value);
                      } else {
                        result.completeExceptionally(failure);
                      }
                    }));
    return result.orTimeout(10, TimeUnit.SECONDS);
  }

  private static boolean isOn(Context expected) {
    return Context.isOnEventLoopThread() && expected.equals(Vertx.currentContext());
  }

  @Test
  void whatAnotherThreadEndsGoesOnAtTheLoopOfTheCaller() {
    CompletableFuture<String> engine = new CompletableFuture<>();

    CompletableFuture<Boolean> answer =
        onContext(own -> OnLoop.bring(engine).thenApply(_ -> isOn(own)));
    Thread.ofPlatform().name("engine").start(() -> engine.complete("done"));

    assertThat(answer.join()).isTrue();
  }

  @Test
  void whatHasEndedGoesOnAtTheLoopToo() {
    assertThat(
            onContext(
                    own ->
                        OnLoop.bring(CompletableFuture.completedStage("done"))
                            .thenApply(_ -> isOn(own)))
                .join())
        .isTrue();
  }

  @Test
  void whatABlockingCallBeginsGoesOnAtTheLoopOfItsRequest() {
    CompletableFuture<String> engine = new CompletableFuture<>();

    CompletableFuture<Boolean> answer =
        onContext(
            own ->
                vertx
                    .executeBlocking(() -> OnLoop.bring(engine).thenApply(_ -> isOn(own)))
                    .onSuccess(_ -> engine.complete("done"))
                    .toCompletionStage()
                    .thenCompose(stage -> stage));

    assertThat(answer.join()).isTrue();
  }

  @Test
  void aFailureIsBroughtAsItIs() {
    IllegalArgumentException failure = new IllegalArgumentException("no");

    assertThatThrownBy(
            () -> onContext(_ -> OnLoop.bring(CompletableFuture.failedStage(failure))).join())
        .isInstanceOf(CompletionException.class)
        .hasCause(failure);
  }

  @Test
  void aCallerWithoutARequestIsRefused() {
    assertThatThrownBy(() -> OnLoop.bring(CompletableFuture.completedStage("done")))
        .isInstanceOf(IllegalStateException.class);
  }
}
