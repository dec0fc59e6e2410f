package io.carillon.server.http;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How much of request bodies is taken. Thread-safe.
 *
 * <p>Bodies of all requests under way share a budget, so that many large ones cannot fill the
 * memory; what goes past it is refused and may be sent again.
 */
public final class BodyLimits {
  private final int bodyBytesMax;
  private final int batchBytesMax;
  private final long sharedBytesMax;
  private final AtomicLong shared = new AtomicLong();

  /**
   * @param bodyBytesMax of one request
   * @param batchBytesMax of one batch create
   * @param sharedBytesMax of all requests under way
   */
  public BodyLimits(int bodyBytesMax, int batchBytesMax, long sharedBytesMax) {
    this.bodyBytesMax = bodyBytesMax;
    this.batchBytesMax = batchBytesMax;
    this.sharedBytesMax = sharedBytesMax;
  }

  int max(String operation) {
    return operation.equals("createJobs") ? batchBytesMax : bodyBytesMax;
  }

  /** Takes bytes of the budget; false when it has none left, and then nothing was taken. */
  boolean take(int bytes) {
    if (shared.addAndGet(bytes) <= sharedBytesMax) {
      return true;
    }
    shared.addAndGet(-bytes);
    return false;
  }

  void giveBack(int bytes) {
    shared.addAndGet(-bytes);
  }
}
