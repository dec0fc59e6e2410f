package io.carillon.store.jdbc;

/** Notices that hardly anything was committed for a while. Writer thread only. */
final class IdleWatch {
  /** The least time between two looks at how much was committed. */
  static final long LOOK_NANOS = 10_000_000_000L;

  /** So many transactions between two looks are hardly anything; planning rounds make 100. */
  static final int TRANSACTIONS_MAX = 200;

  private long lookedAtNanos;
  private int transactions;

  IdleWatch(long nowNanos) {
    lookedAtNanos = nowNanos;
  }

  void committed() {
    transactions++;
  }

  /** Whether hardly anything was committed since the last look; false until it is time to look. */
  boolean isIdle(long nowNanos) {
    if (nowNanos - lookedAtNanos < LOOK_NANOS) {
      return false;
    }
    boolean isIdle = transactions <= TRANSACTIONS_MAX;
    lookedAtNanos = nowNanos;
    transactions = 0;
    return isIdle;
  }
}
