package io.carillon.invoker.http;

import io.carillon.core.Destination;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.RequestOptions;
import org.jspecify.annotations.Nullable;

/** A request ready to be written. Used by one loop. */
interface Outgoing {
  Destination destination();

  /** Method and path; shared between requests, never changed. */
  RequestOptions line();

  /** Bound from the request to the end of the answer. */
  long timeoutMs();

  void addHeaders(MultiMap headers);

  @Nullable Buffer body();
}
