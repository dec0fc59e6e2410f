package io.carillon.queue.redis;

import io.carillon.core.port.Offer;
import io.carillon.core.port.ReadyQueue.Delivery;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/** Waits for what the queue promises. */
final class Stages {
  private static final long SECONDS = 10;

  private Stages() {}

  static <T> T get(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
  }

  /** The failure that it ends with. */
  static Throwable failure(CompletionStage<?> stage) throws Exception {
    try {
      Object result = stage.toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
      throw new AssertionError("did not fail: " + result);
    } catch (ExecutionException e) {
      return e.getCause() == null ? e : e.getCause();
    }
  }

  static Offer offer(long key) {
    return new Offer(key, 7, 3, 1_732_844_000_000L + key);
  }

  static List<Offer> offers(long from, long to) {
    return LongStream.range(from, to).mapToObj(Stages::offer).toList();
  }

  /** Takes until it has so many, or there are none for a while. */
  static List<Delivery> takeAll(RedisQueue queue, int many) throws Exception {
    List<Delivery> all = new ArrayList<>();
    List<Delivery> some = get(queue.take(many));
    while (!some.isEmpty()) {
      all.addAll(some);
      some = all.size() < many ? get(queue.take(many)) : List.of();
    }
    return all;
  }
}
