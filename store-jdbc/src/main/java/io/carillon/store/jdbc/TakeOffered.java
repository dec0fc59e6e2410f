package io.carillon.store.jdbc;

import io.carillon.core.Clock;
import io.carillon.core.port.Lease;
import io.carillon.core.port.Offer;
import io.carillon.core.port.OpenExecution;
import java.sql.SQLException;
import java.util.List;

/** Takes executions that other nodes have offered. */
record TakeOffered(Lease lease, List<Offer> offers, Clock clock)
    implements Work<List<OpenExecution>> {

  @Override
  public List<OpenExecution> apply(Session session) throws SQLException {
    return session.term.isOf(lease)
        ? new Claim(lease, clock.wallMs()).takeOffered(session, offers)
        : List.of();
  }
}
