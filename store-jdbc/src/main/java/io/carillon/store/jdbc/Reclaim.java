package io.carillon.store.jdbc;

import io.carillon.core.port.Lease;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Ends the terms of nodes whose leases have expired, first, so that they write nothing more, and
 * then gives back what they held.
 */
record Reclaim(Lease lease) implements Work<List<String>> {
  /** Ends a node's term; primary key. */
  static final String END_TERM =
      "UPDATE node SET term = term + 1, lease_until = 0 WHERE node_key = ?";

  private record Dead(int nodeKey, String name) {}

  @Override
  public List<String> apply(Session session) throws SQLException {
    if (!session.term.isOf(lease) || !lease.expires()) {
      return List.of();
    }
    List<Dead> dead = new ArrayList<>();
    Prepared query = session.on(session.dialect.expiredNodes()).set(lease.nodeKey());
    try (ResultSet rows = query.query()) {
      while (rows.next()) {
        dead.add(new Dead(rows.getInt(1), rows.getString(2)));
      }
    }
    for (Dead node : dead) {
      session.on(END_TERM).set(node.nodeKey).run();
      OpenRows.giveBack(session, node.nodeKey);
    }
    return dead.stream().map(Dead::name).toList();
  }
}
