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
  private final Supplier<? extends CompletionStage<?>> ping;
  private final Clock clock;
  private final AtomicBoolean trying = new AtomicBoolean();
  private volatile State state = new State(0, false);

  /**
   * What the latest tries showed.
   *
   * @param okAtMs when the latest try began that ended well; 0: never
   * @param isFailing whether the latest try failed
   */
  record State(long okAtMs, boolean isFailing) {
    /** Tries are made every two seconds. */
    static final long AGE_MS_MAX = 8_000;

    boolean isUp(long nowMs) {
      return !isFailing && nowMs - okAtMs <= AGE_MS_MAX;
    }

    /** Anybody may ask for health: where the store is, which the driver tells, is only logged. */
    String detail(long nowMs) {
      return isFailing
          ? "cannot be used; the log says why"
          : "no answer for " + (nowMs - okAtMs) + " ms";
    }
  }

  /**
   * @param ping a small durable write, or a small read
   */
  public StoreProbe(Supplier<? extends CompletionStage<?>> ping, Clock clock) {
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
