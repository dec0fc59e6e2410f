package io.carillon.server.http;

import io.carillon.core.Namespace;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** What runs an operation of the contract. Thread-safe; never blocks. */
public sealed interface Handler {

  /** Answers once. A failed stage becomes a problem. */
  @FunctionalInterface
  non-sealed interface Operation extends Handler {
    CompletionStage<Answer> answer(Request request);
  }

  /** Takes the response over and writes to it until the client goes away, or says why not. */
  @FunctionalInterface
  non-sealed interface Stream extends Handler {
    /**
     * Opens the stream.
     *
     * @param namespace that the client works in
     * @param isAdmitted whether the client may still listen; to be asked now and then, on any
     *     thread
     */
    @Nullable Problem open(
        HttpServerRequest request, Namespace namespace, BooleanSupplier isAdmitted);
  }
}
