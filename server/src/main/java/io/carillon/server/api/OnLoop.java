package io.carillon.server.api;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletionStage;

/**
 * Brings a stage back to the event loop of the request. Stages of the engine and of the store's
 * writes end on the one thread that everybody's executions wait for, which must not write JSON;
 * stages of reads end on a thread that is there to read, and so to write pages.
 */
final class OnLoop {
  private OnLoop() {}

  /**
   * A stage that ends as the given one does, on the event loop of the request that the caller works
   * for.
   *
   * @throws IllegalStateException when the caller works for none
   */
  static <T> CompletionStage<T> bring(CompletionStage<T> stage) {
    Context context = Vertx.currentContext();
    if (context == null) {
      throw new IllegalStateException(Thread.currentThread() + " works for no request");
    }
    return stage.whenCompleteAsync((_, _) -> {}, task -> context.runOnContext(_ -> task.run()));
  }
}
