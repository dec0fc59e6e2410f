package io.carillon.store.jdbc;

import io.carillon.core.port.Lease;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * The term that may write: executions of an earlier term keep naming it until they are claimed, so
 * the row alone does not tell. Writer thread only.
 */
final class CurrentTerm {
  /** The one node of this store. */
  static final int NODE_KEY = 1;

  /** Its term; one row, or none before the first take-over. */
  private static final String READ = "SELECT term FROM node WHERE node_key = ?";

  private int now;
  private int committed;

  void load(Statements statements) throws SQLException {
    try (ResultSet row = statements.of(READ).set(NODE_KEY).query()) {
      now = row.next() ? row.getInt(1) : 0;
    }
    commit();
  }

  void set(int term) {
    now = term;
  }

  /** 0 before the first take-over. */
  int number() {
    return now;
  }

  boolean isOf(Lease lease) {
    return lease.nodeKey() == NODE_KEY && lease.term() == now;
  }

  void commit() {
    committed = now;
  }

  void rollback() {
    now = committed;
  }
}
