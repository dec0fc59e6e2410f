package io.carillon.queue.redis;

import io.carillon.core.port.ReadyQueue.Delivery;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A node that takes and ends whatever comes, also after failures. */
final class Consumer implements AutoCloseable {
  private final RedisQueue queue;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private volatile boolean closed;
  volatile String lastFailure = "";
  final Set<Long> keys = ConcurrentHashMap.newKeySet();
  final AtomicInteger deliveries = new AtomicInteger();
  final AtomicInteger failures = new AtomicInteger();

  Consumer(RedisQueue queue) {
    this.queue = queue;
    Thread.ofVirtual().start(this::run);
  }

  private void run() {
    while (!closed) {
      try {
        List<Delivery> got = Stages.get(queue.take(100));
        deliveries.addAndGet(got.size());
        got.forEach(delivery -> keys.add(delivery.offer().executionKey()));
        Stages.get(queue.done(got.stream().map(Delivery::id).toList()));
      } catch (Exception e) {
        lastFailure = e.toString();
        failures.incrementAndGet();
      }
    }
    ended.complete(null);
  }

  @Override
  public void close() {
    closed = true;
    queue.close();
    ended.join();
  }
}
