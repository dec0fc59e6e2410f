package io.carillon.store.jdbc;

/**
 * How urgent a write is; earlier ones go first. A class that was passed over in {@link
 * #passedOverMax} transactions although it had work gets one operation in the next, so none
 * starves.
 */
public enum WriteClass {
  /** Durable starts and single writes of the API: somebody waits for each. */
  URGENT(0, 1, 20_000),
  /** Outcomes. */
  SETTLE(1, 1, 400_000),
  /** Planning, spilling and claiming. */
  PLAN(2, 2, 400_000),
  /** Many jobs created by one request. */
  BATCH(3, 4, 100_000),
  /** Pruning: what is recorded in one transaction has to be deleted in another some day. */
  PRUNE(4, 2, 100_000);

  private final int rank;
  private final int passedOverMax;
  private final int queuedMax;

  WriteClass(int rank, int passedOverMax, int queuedMax) {
    this.rank = rank;
    this.passedOverMax = passedOverMax;
    this.queuedMax = queuedMax;
  }

  /** 0 for the most urgent, rising by one. */
  int rank() {
    return rank;
  }

  /** In how many transactions in a row this class may go without. */
  int passedOverMax() {
    return passedOverMax;
  }

  /** How many operations may wait; beyond it writes fail with "write queue is full". */
  int queuedMax() {
    return queuedMax;
  }
}
