package io.carillon.store.jdbc;

import io.carillon.core.port.Lease;

/**
 * The term under which this process may write: executions of an earlier term keep naming it until
 * they are claimed, so the row alone does not tell. Writer thread only.
 */
final class CurrentTerm {
  /** Whose row counts what is written before the first take-over. */
  private static final int FIRST_NODE = 1;

  private record Value(int nodeKey, int term) {}

  private static final Value NONE = new Value(FIRST_NODE, 0);

  private Value now = NONE;
  private Value committed = NONE;

  void set(int nodeKey, int term) {
    now = new Value(nodeKey, term);
  }

  /** Another node has ended it: nothing is written under it any more. */
  void end() {
    now = new Value(committed.nodeKey, 0);
    committed = now;
  }

  /** 0: none has begun, or it has ended. */
  int number() {
    return now.term;
  }

  int nodeKey() {
    return now.nodeKey;
  }

  /** As which holder the node stands in rows: its key, or 0 while it has no term. */
  int holder() {
    return now.term == 0 ? 0 : now.nodeKey;
  }

  boolean isOf(Lease lease) {
    return now.term != 0 && lease.nodeKey() == now.nodeKey && lease.term() == now.term;
  }

  void commit() {
    committed = now;
  }

  void rollback() {
    now = committed;
  }
}
