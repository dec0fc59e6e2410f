package io.carillon.server.events;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * A client that listens. Its queue is the connection's own, which is bounded; what does not fit is
 * dropped and counted.
 */
final class Subscriber {
  private final Context context;
  private final HttpServerResponse response;
  private final int namespaceKey;
  private final BooleanSupplier isAdmitted;
  private final AtomicLong dropped = new AtomicLong();

  Subscriber(
      Context context, HttpServerResponse response, int namespaceKey, BooleanSupplier isAdmitted) {
    this.namespaceKey = namespaceKey;
    this.isAdmitted = isAdmitted;
    this.context = context;
    this.response = response;
  }

  /** Whose events it gets. */
  int namespaceKey() {
    return namespaceKey;
  }

  /** Ends the stream of a client whose key was revoked or has expired. */
  void endUnlessAdmitted() {
    if (!isAdmitted.getAsBoolean()) {
      context.runOnContext(
          _ -> {
            if (!response.ended()) {
              response.end();
            }
          });
    }
  }

  /**
   * Sends a part of the stream on the client's own event loop.
   *
   * @param events how many events it holds
   */
  void send(Buffer part, int events, long id) {
    context.runOnContext(
        _ -> {
          if (response.ended() || response.closed()) {
            return;
          }
          if (response.writeQueueFull()) {
            dropped.addAndGet(events);
            return;
          }
          long missed = dropped.getAndSet(0);
          if (missed > 0) {
            Buffer notice = Buffer.buffer();
            Event.dropped(missed).appendTo(notice, id);
            response.write(notice);
          }
          response.write(part);
        });
  }
}
