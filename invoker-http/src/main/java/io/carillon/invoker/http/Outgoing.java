package io.carillon.invoker.http;

import io.carillon.core.Destination;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.RequestOptions;
import org.jspecify.annotations.Nullable;

/** A request ready to be written, in either of two forms. Used by one loop. */
interface Outgoing {
  Destination destination();

  /** Whether its answer has no body, whatever the headers say. */
  boolean isHead();

  /** A part of the answer, without the secrets of the request that the target sends back in it. */
  String masked(String response);

  /** Bound from the request to the end of the answer. */
  long timeoutMs();

  /** The whole request as HTTP/1.1 writes it. The receiver owns the buffer. */
  ByteBuf encode(ByteBufAllocator allocator);

  /** Method and path; shared between requests, never changed. */
  RequestOptions line();

  /** Adds the headers of a request that is sent now, but those of the protocol; its body. */
  @Nullable Buffer write(MultiMap headers);
}
