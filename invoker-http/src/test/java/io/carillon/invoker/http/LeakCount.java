package io.carillon.invoker.http;

import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts the buffers that were collected though nobody had released them. Netty is told to use it
 * by {@code io.netty.customResourceLeakDetector}.
 */
public final class LeakCount<T> extends ResourceLeakDetector<T> {
  private static final int ROUNDS = 3;
  private static final AtomicInteger LEAKS = new AtomicInteger();

  public LeakCount(Class<?> resourceType, int samplingInterval) {
    super(resourceType, samplingInterval);
  }

  /**
   * As older releases of Netty make it.
   *
   * @param active ignored
   */
  public LeakCount(Class<?> resourceType, int samplingInterval, long active) {
    this(resourceType, samplingInterval);
  }

  /** How many there have been, of those that nobody refers to any more. */
  static int afterCollection() {
    // A buffer may be held by what is collected with it, and so on.
    for (int round = 0; round < ROUNDS; round++) {
      collect();
    }
    // Leaks are reported when the next buffer is handed out.
    ByteBufAllocator.DEFAULT.buffer().release();
    return LEAKS.get();
  }

  private static void collect() {
    ReferenceQueue<Object> queue = new ReferenceQueue<>();
    PhantomReference<Object> unreachable = new PhantomReference<>(new Object(), queue);
    System.gc();
    try {
      while (queue.remove(100) == null) {
        System.gc();
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    } finally {
      Reference.reachabilityFence(unreachable);
    }
  }

  /** Some were meant. */
  static void forget(int leaks) {
    LEAKS.addAndGet(-leaks);
  }

  @Override
  protected boolean needReport() {
    return true;
  }

  @Override
  protected void reportTracedLeak(String resourceType, String records) {
    LEAKS.incrementAndGet();
    super.reportTracedLeak(resourceType, records);
  }

  @Override
  protected void reportUntracedLeak(String resourceType) {
    LEAKS.incrementAndGet();
    super.reportUntracedLeak(resourceType);
  }
}
