package io.carillon.store.jdbc;

import io.carillon.core.Clock;
import io.carillon.core.port.Lease;
import io.carillon.core.port.NodeLoad;
import io.carillon.core.port.Renewal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Renews a node's lease by the store's clock, and compares the node's with it. */
record Renew(Lease lease, NodeLoad load, Clock clock) implements Work<Renewal> {
  @Override
  public Renewal apply(Session session) throws SQLException {
    if (!session.term.isOf(lease)) {
      return new Renewal(false, 0, List.of());
    }
    if (!lease.expires()) {
      return new Renewal(true, 0, OpenRows.spilled(session));
    }
    long beforeMs = clock.wallMs();
    Prepared renew =
        session
            .on(session.dialect.renewLease())
            .set(lease.durationMs())
            .set(load.inFlight())
            .set(load.held())
            .set(load.waiting())
            .set(load.slots())
            .set(load.fullest())
            .set(load.vitals().processor())
            .set(load.vitals().memory())
            .set(load.vitals().failures())
            .set(load.vitals().recent())
            .set(lease.nodeKey())
            .set(lease.term());
    long storeMs;
    try (ResultSet row = renew.query()) {
      if (!row.next()) {
        return new Renewal(false, 0, List.of());
      }
      storeMs = row.getLong(1);
    }
    long offsetMs = ClockOffset.between(beforeMs, storeMs, clock.wallMs());
    return new Renewal(true, offsetMs, OpenRows.spilled(session));
  }
}
