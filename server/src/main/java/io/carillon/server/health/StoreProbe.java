package io.carillon.server.health;

import io.carillon.core.Clock;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Tries the store from time to time and remembers how it went, so that nobody who asks for health
 * waits for the store. Thread-safe.
 */
public final class StoreProbe {
  private final Supplier<CompletionStage<Long>> ping;
  private final Clock clock;
  private final AtomicBoolean trying = new AtomicBoolean();
  private volatile State state = new State(0, false);

  /**
   * What the latest tries showed.
   *
   * @param okAtMs when the latest try began that ended well; 0: never
   * @param isFailing whether the latest try failed
   */
  record State(long okAtMs, boolean isFailing) {}

  /**
   * @param ping a small durable write
   */
  public StoreProbe(Supplier<CompletionStage<Long>> ping, Clock clock) {
    this.ping = ping;
    this.clock = clock;
  }

  /** Tries unless a try is under way; does not wait. */
  public void refresh() {
    if (trying.compareAndSet(false, true)) {
      long beganAtMs = clock.wallMs();
      ping.get()
          .whenComplete(
              (_, failure) -> {
                state = new State(failure == null ? beganAtMs : state.okAtMs(), failure != null);
                trying.set(false);
              });
    }
  }

  State state() {
    return state;
  }
}
