package io.carillon.store.jdbc;

/** Learns of commits, for metrics. Called on the store's completion thread; must not block. */
@FunctionalInterface
public interface CommitListener {
  /** Hears nothing. */
  CommitListener NONE = (_, _, _) -> {};

  /**
   * A transaction was committed.
   *
   * @param writeClass the class of the operations; a transaction with several reports each
   * @param operations how many of that class were committed
   * @param nanos from the transaction's start to the end of its commit
   */
  void onCommit(WriteClass writeClass, int operations, long nanos);
}
