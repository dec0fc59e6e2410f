package io.carillon.engine;

import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How other threads reach the engine's thread: messages run there in the order of their posting.
 * {@link #post} and {@link #ask} are thread-safe and never block; the other methods are the
 * owner's.
 */
final class Mailbox {
  /** By how much a message may be late that comes soon after another. */
  private static final long GATHER_NANOS = 500_000;

  private final Queue<Runnable> messages = new ConcurrentLinkedQueue<>();
  private volatile @Nullable Thread sleeper;
  private boolean hasRun;

  void post(Runnable message) {
    messages.add(message);
    Thread asleep = sleeper;
    if (asleep != null) {
      LockSupport.unpark(asleep);
    }
  }

  /**
   * Begins an operation; when it has ended, a message says how.
   *
   * @param failed takes the cause, whether the operation threw it or its stage failed with it
   */
  <T> void ask(
      Supplier<CompletionStage<T>> operation, Consumer<T> done, Consumer<Throwable> failed) {
    Failures.guard(operation)
        .whenComplete(
            (result, error) ->
                post(
                    error == null
                        ? () -> done.accept(result)
                        : () -> failed.accept(Failures.unwrap(error))));
  }

  /** Runs at most {@code limit} messages and returns how many it ran. */
  int drain(int limit) {
    int ran = 0;
    while (ran < limit) {
      Runnable message = messages.poll();
      if (message == null) {
        break;
      }
      message.run();
      ran++;
    }
    hasRun |= ran > 0;
    return ran;
  }

  /**
   * Waits for a message, at most the given time; may return early. Messages seldom come alone:
   * after some, more are left to gather for a moment, as waking a thread costs more than a message.
   */
  void await(long nanos) {
    if (hasRun) {
      hasRun = false;
      LockSupport.parkNanos(this, Math.min(nanos, GATHER_NANOS));
      return;
    }
    sleeper = Thread.currentThread();
    if (messages.isEmpty()) {
      LockSupport.parkNanos(this, nanos);
    }
    sleeper = null;
  }
}
