package io.carillon.engine;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * How other threads reach the engine's thread: messages run there in the order of their posting.
 * {@link #post} is thread-safe and never blocks; the other methods are the owner's.
 */
final class Mailbox {
  private final Queue<Runnable> messages = new ConcurrentLinkedQueue<>();
  private volatile @Nullable Thread sleeper;

  void post(Runnable message) {
    messages.add(message);
    Thread asleep = sleeper;
    if (asleep != null) {
      LockSupport.unpark(asleep);
    }
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
    return ran;
  }

  /** Waits for a message, at most the given time; may return early. */
  void await(long nanos) {
    sleeper = Thread.currentThread();
    if (messages.isEmpty()) {
      LockSupport.parkNanos(this, nanos);
    }
    sleeper = null;
  }
}
