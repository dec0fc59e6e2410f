package io.carillon.engine;

import java.util.concurrent.CompletableFuture;

/** What somebody who asked the engine waits for. */
record Answer<T>(CompletableFuture<T> stage) {
  static <T> Answer<T> awaited() {
    return new Answer<>(new CompletableFuture<>());
  }

  boolean isThere() {
    return stage.isDone();
  }

  /** The answer; throws when there is none yet or it is an error. */
  T value() {
    return stage.resultNow();
  }

  /** The error; throws when there is no answer yet or it is a value. */
  Throwable error() {
    return stage.exceptionNow();
  }
}
