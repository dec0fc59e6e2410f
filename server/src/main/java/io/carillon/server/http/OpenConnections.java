package io.carillon.server.http;

import io.carillon.core.Clock;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes connections that are too many, as each takes a file that a call may need, and those on
 * which the first request's head does not come. Thread-safe.
 */
final class OpenConnections {
  private static final long FIRST_HEAD_MS_MAX = 10_000;
  private static final Duration LINE_PAUSE = Duration.ofMinutes(1);
  private static final Logger LOG = LoggerFactory.getLogger(OpenConnections.class);

  private final Vertx vertx;
  private final Clock clock;
  private final int max;
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicLong nextLineNanos;

  /** The timers of those that have not asked for anything yet. */
  private final Map<HttpConnection, Long> silent = new ConcurrentHashMap<>();

  OpenConnections(Vertx vertx, Clock clock, int max) {
    this.vertx = vertx;
    this.clock = clock;
    this.max = max;
    this.nextLineNanos = new AtomicLong(clock.monotonicNanos());
  }

  /** A connection is there; on its event loop. */
  void opened(HttpConnection connection) {
    if (open.incrementAndGet() > max) {
      open.decrementAndGet();
      connection.close();
      tell();
      return;
    }
    connection.closeHandler(
        _ -> {
          open.decrementAndGet();
          asked(connection);
        });
    silent.put(connection, vertx.setTimer(FIRST_HEAD_MS_MAX, _ -> connection.close()));
  }

  /** A request's head has come, or need not come any more. */
  void asked(HttpConnection connection) {
    Long timer = silent.remove(connection);
    if (timer != null) {
      vertx.cancelTimer(timer);
    }
  }

  private void tell() {
    long now = clock.monotonicNanos();
    long next = nextLineNanos.get();
    if (now - next >= 0 && nextLineNanos.compareAndSet(next, now + LINE_PAUSE.toNanos())) {
      LOG.warn("http-connections-max: {} connections are open, others are closed at once", max);
    }
  }
}
