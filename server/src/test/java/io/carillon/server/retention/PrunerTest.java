package io.carillon.server.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.carillon.core.port.Ledger;
import io.carillon.server.config.RetentionConfig;
import io.carillon.testkit.ManualClock;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Pruning goes on while there is something to prune, and after failures. */
class PrunerTest {
  private static final Instant NOW = Instant.parse("2026-06-30T00:00:00Z");
  private static final RetentionConfig CONFIG = new RetentionConfig(Duration.ofDays(30), 5_000);

  private final List<Object[]> calls = new CopyOnWriteArrayList<>();
  private final AtomicInteger rows = new AtomicInteger();
  private final AtomicInteger failuresLeft = new AtomicInteger();
  private final AtomicInteger comparisons = new AtomicInteger();
  private volatile long clockOffsetMs;

  /** A ledger that can only prune and compare clocks. */
  private Ledger ledger() {
    return (Ledger)
        Proxy.newProxyInstance(
            Ledger.class.getClassLoader(),
            new Class<?>[] {Ledger.class},
            (_, method, arguments) -> {
              if (method.getName().equals("clockOffsetMs")) {
                comparisons.incrementAndGet();
                return CompletableFuture.completedStage(clockOffsetMs);
              }
              assertThat(method.getName()).isEqualTo("prune");
              calls.add(arguments);
              return prune((int) arguments[2]);
            });
  }

  private CompletionStage<Integer> prune(int max) {
    if (failuresLeft.getAndDecrement() > 0) {
      return CompletableFuture.failedStage(new IllegalStateException("no store"));
    }
    int pruned = Math.min(max, rows.get());
    rows.addAndGet(-pruned);
    return CompletableFuture.completedStage(pruned);
  }

  @Test
  void prunesInStretchesUntilNothingIsLeft() {
    rows.set(3 * Pruner.STRETCH_MAX + 7);
    failuresLeft.set(2);
    try (Pruner pruner = new Pruner(CONFIG, ledger(), new ManualClock(NOW), 20)) {
      pruner.start();

      await().until(() -> rows.get() == 0 && calls.size() > 6);
    }
    assertThat(calls.getFirst())
        .containsExactly(
            Instant.parse("2026-05-31T00:00:00Z").toEpochMilli(), 5_000L, Pruner.STRETCH_MAX);
  }

  @Test
  void deletesNothingByAWrongClock() {
    clockOffsetMs = Duration.ofDays(40).toMillis();
    try (Pruner pruner = new Pruner(CONFIG, ledger(), new ManualClock(NOW), 20)) {
      pruner.start();
      await().until(() -> comparisons.get() > 2);
      assertThat(calls).isEmpty();

      clockOffsetMs = -Ledger.CLOCK_OFFSET_MS_MAX;
      await().until(() -> !calls.isEmpty());
    }
  }
}
