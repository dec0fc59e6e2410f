package io.carillon.store.jdbc;

import io.carillon.core.Clock;
import io.carillon.core.port.Lease;
import io.carillon.core.port.OpenExecution;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Takes back executions that wait for a slot at a destination. */
record ClaimSpilled(Lease lease, int destinationKey, int limit, Clock clock)
    implements Work<List<OpenExecution>> {

  @Override
  public List<OpenExecution> apply(Session session) throws SQLException {
    if (!session.term.isOf(lease)) {
      return List.of();
    }
    Claim claim = new Claim(lease, clock.wallMs());
    List<OpenExecution> taken = new ArrayList<>();
    // Withdrawn ones do not count: fewer than the limit tells the caller that none is left.
    while (taken.size() < limit) {
      int wanted = limit - taken.size();
      Claim.Claimed part =
          claim.take(session, OpenRows.spilledTo(destinationKey), Long.MAX_VALUE, wanted);
      taken.addAll(part.executions());
      if (part.examined() < wanted) {
        break;
      }
    }
    return taken;
  }
}
