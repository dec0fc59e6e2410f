package io.carillon.benchmarks.load;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import org.HdrHistogram.SynchronizedHistogram;

/**
 * GETs at a fixed rate, whatever the server does: the latency counts from the time at which the
 * request was due, so that a stall is seen by every request that it held up.
 */
final class PacedReads {
  /** One kind of read and what was measured of it. */
  static final class Kind {
    private final IntFunction<String> path;
    final SynchronizedHistogram latencyMicros = new SynchronizedHistogram(3);
    final AtomicLong errors = new AtomicLong();

    private Kind(IntFunction<String> path) {
      this.path = path;
    }
  }

  private final Http server;
  private final Map<String, Kind> kinds = new LinkedHashMap<>();

  PacedReads(Http server) {
    this.server = server;
  }

  /** Adds a kind; {@code path} makes the path of its i-th request. */
  PacedReads add(String name, IntFunction<String> path) {
    kinds.put(name, new Kind(path));
    return this;
  }

  Map<String, Kind> kinds() {
    return kinds;
  }

  /** Sends {@code perSecond} of each kind in turn; returns when all are answered. */
  void run(int perSecond, Duration duration) {
    List<Kind> order = List.copyOf(kinds.values());
    long periodNanos = 1_000_000_000L / ((long) perSecond * order.size());
    long total = duration.toNanos() / periodNanos;
    List<Future<Void>> answers = new ArrayList<>();
    long startedAt = System.nanoTime();
    for (int i = 0; i < total; i++) {
      long due = startedAt + i * periodNanos;
      awaitNanos(due);
      answers.add(send(order.get(i % order.size()), i, due));
    }
    Http.await(Future.join(answers));
  }

  private Future<Void> send(Kind kind, int i, long dueNanos) {
    return server
        .get(kind.path.apply(i))
        .transform(
            done -> {
              kind.latencyMicros.recordValue((System.nanoTime() - dueNanos) / 1_000);
              if (done.failed() || !done.result().ok()) {
                kind.errors.incrementAndGet();
              }
              return Future.succeededFuture();
            });
  }

  private static void awaitNanos(long due) {
    long left = due - System.nanoTime();
    while (left > 0) {
      LockSupport.parkNanos(left);
      left = due - System.nanoTime();
    }
  }
}
