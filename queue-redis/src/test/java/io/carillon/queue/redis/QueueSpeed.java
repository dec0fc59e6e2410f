package io.carillon.queue.redis;

import io.carillon.core.port.ReadyQueue.Delivery;
import io.vertx.core.Vertx;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures the queue on a server that is given by its URL: executions a second that are offered,
 * taken and ended, and how long an offer takes from one node to another at 1,000 a second. Ends
 * within 20 s.
 */
final class QueueSpeed {
  private static final int BATCH = 500;
  private static final int AHEAD_MAX = 20_000;
  private static final long RUSH_SECONDS = 8;
  private static final int HOPS = 8_000;
  private static final long HOP_SECONDS_MAX = 10;
  private static final long HOP_EVERY_NANOS = 1_000_000;

  private QueueSpeed() {}

  public static void main(String[] arguments) throws Exception {
    String url = arguments.length == 0 ? "redis://127.0.0.1:6379" : arguments[0];
    RedisConfig config = new RedisConfig(url, null, "speed-" + UUID.randomUUID(), List.of());
    Vertx vertx = Vertx.vertx();
    try (RedisQueue planner = RedisQueue.open(vertx, config, "planner");
        RedisQueue caller = RedisQueue.open(vertx, config, "caller")) {
      rush(planner, caller);
      hops(planner, caller);
    }
    Stages.get(vertx.close().toCompletionStage());
  }

  private static void rush(RedisQueue planner, RedisQueue caller) throws Exception {
    Semaphore room = new Semaphore(AHEAD_MAX);
    long ended = 0;
    long from = System.nanoTime();
    long until = from + TimeUnit.SECONDS.toNanos(RUSH_SECONDS);
    Thread planning =
        Thread.ofPlatform()
            .start(
                () -> {
                  while (System.nanoTime() < until) {
                    room.acquireUninterruptibly(BATCH);
                    planner.offer(Stages.offers(0, BATCH));
                  }
                });
    CompletionStage<?> last = caller.done(List.of());
    while (System.nanoTime() < until) {
      List<Delivery> got = Stages.get(caller.take(1_000));
      Stages.get(last);
      last = caller.done(got.stream().map(Delivery::id).toList());
      ended += got.size();
      room.release(got.size());
    }
    double seconds = (System.nanoTime() - from) / 1e9;
    room.release(BATCH);
    planning.join();
    System.out.printf(
        "%.0f executions/s offered, taken and ended (each XADD, read, XACK, XDEL)%n",
        ended / seconds);
    for (List<Delivery> rest = Stages.get(caller.take(1_000));
        !rest.isEmpty();
        rest = Stages.get(caller.take(1_000))) {
      Stages.get(caller.done(rest.stream().map(Delivery::id).toList()));
    }
  }

  private static void hops(RedisQueue planner, RedisQueue caller) throws Exception {
    long[] offeredNanos = new long[HOPS];
    long[] tookNanos = new long[HOPS];
    Thread planning =
        Thread.ofPlatform()
            .start(
                () -> {
                  long start = System.nanoTime();
                  for (int i = 0; i < HOPS; i++) {
                    long at = start + i * HOP_EVERY_NANOS;
                    while (System.nanoTime() < at) {
                      LockSupport.parkNanos(at - System.nanoTime());
                    }
                    offeredNanos[i] = System.nanoTime();
                    planner.offer(List.of(Stages.offer(i)));
                  }
                });
    int count = 0;
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(HOP_SECONDS_MAX);
    while (count < HOPS && System.nanoTime() < until) {
      List<Delivery> got = Stages.get(caller.take(1_000));
      long now = System.nanoTime();
      for (Delivery delivery : got) {
        int i = (int) delivery.offer().executionKey();
        tookNanos[i] = now - offeredNanos[i];
      }
      count += got.size();
      caller.done(got.stream().map(Delivery::id).toList());
    }
    planning.join();
    Arrays.sort(tookNanos);
    System.out.printf(
        "hop at %d/s: p50 %.2f ms, p99 %.2f ms, max %.2f ms%n",
        TimeUnit.SECONDS.toNanos(1) / HOP_EVERY_NANOS,
        tookNanos[HOPS / 2] / 1e6,
        tookNanos[HOPS * 99 / 100] / 1e6,
        tookNanos[HOPS - 1] / 1e6);
  }
}
