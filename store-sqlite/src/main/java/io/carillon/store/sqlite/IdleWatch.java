package io.carillon.store.sqlite;

/** Notices that hardly anything was written for a while. Writer thread only. */
final class IdleWatch {
  /** The least time between two looks at how much was written. */
  static final long LOOK_NANOS = 10_000_000_000L;

  /** So many operations between two looks are hardly anything; planning rounds alone make 100. */
  static final int OPERATIONS_MAX = 1_000;

  private long lookedAtNanos;
  private int operations;

  IdleWatch(long nowNanos) {
    lookedAtNanos = nowNanos;
  }

  void written(int count) {
    operations += count;
  }

  /** Whether hardly anything was written since the last look; false until it is time to look. */
  boolean isIdle(long nowNanos) {
    if (nowNanos - lookedAtNanos < LOOK_NANOS) {
      return false;
    }
    boolean isIdle = operations <= OPERATIONS_MAX;
    lookedAtNanos = nowNanos;
    operations = 0;
    return isIdle;
  }
}
