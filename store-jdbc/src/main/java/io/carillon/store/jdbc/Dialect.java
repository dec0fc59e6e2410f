package io.carillon.store.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The statements that databases word differently; all others are common. */
public interface Dialect {
  Batch bulk(Connection connection, Bulk statement) throws SQLException;

  /** Draws a block of keys of each space; the answer is their last ones, in this order. */
  String drawKeys(List<KeySpace> spaces);

  /**
   * Begins a node's next term: name, started_at and, where leases expire, how long its own lasts,
   * version and roles; the answer is node_key and term.
   */
  String raiseTerm();

  /**
   * Renews a lease while its term stands: how long it lasts, in_flight, held, waiting, slots,
   * fullest_percent, processor_percent, memory_percent, failure_percent, recent, node_key, term;
   * the answer is the store's clock, epoch milliseconds. Only where leases expire.
   */
  String renewLease();

  /** The store's clock, epoch milliseconds. Only where leases expire. */
  String clock();

  /**
   * Nodes other than one (node_key) whose leases have expired, locked: node_key, name. Only where
   * leases expire.
   */
  String expiredNodes();

  /**
   * Nodes that run or were heard of within so many milliseconds, by name: name, version, roles,
   * term, started_at, when the lease was renewed, when it ends or ended, whether it lasts,
   * in_flight, held, waiting, slots, fullest_percent, processor_percent, memory_percent,
   * failure_percent, recent.
   */
  String nodes();

  /** A locking clause as the standard words it, where there are other writers to be locked out. */
  String locking(String clause);

  /** Ends an unfinished execution as CANCELLED: completed_at, error, execution_key. */
  String cancel();
}
