package io.carillon.engine;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Reads failures of completion stages. */
final class Failures {
  private Failures() {}

  /** The cause that a stage was failed with, without the wrapping that stages add. */
  static Throwable unwrap(Throwable error) {
    Throwable cause = error.getCause();
    return error instanceof CompletionException && cause != null ? cause : error;
  }

  /** Runs the operation; what it throws becomes a failed stage. */
  static <T> CompletionStage<T> guard(Supplier<CompletionStage<T>> operation) {
    try {
      return operation.get();
    } catch (RuntimeException e) {
      return CompletableFuture.failedStage(e);
    }
  }
}
