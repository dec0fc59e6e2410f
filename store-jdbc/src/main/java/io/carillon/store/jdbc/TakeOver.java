package io.carillon.store.jdbc;

import io.carillon.core.Clock;
import io.carillon.core.port.Lease;
import io.carillon.core.port.Ledger.Takeover;
import io.carillon.store.jdbc.Database.NodeSelf;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Starts the node's next term; what its earlier terms held becomes nobody's. */
record TakeOver(String nodeName, long leaseMs, NodeSelf self, Clock clock)
    implements Work<TakeOver.Begun> {
  /** Lets a node count; primary key. */
  private static final String ADD_COUNTER =
      """
      INSERT INTO counter (counter_key, executions, jobs, active_jobs, pings)
      VALUES (?, 0, 0, 0, 0) ON CONFLICT (counter_key) DO NOTHING
      """;

  /**
   * A term that has begun.
   *
   * @param heardUntil what other nodes do from here on is news; see {@link Notices}
   */
  record Begun(Takeover takeover, String heardUntil) {}

  @Override
  public Begun apply(Session session) throws SQLException {
    int nodeKey;
    int term;
    Prepared raise = session.on(session.dialect.raiseTerm()).set(nodeName).set(clock.wallMs());
    if (session.isShared()) {
      raise.set(leaseMs).set(self.version()).set(self.roles());
    }
    try (ResultSet row = raise.query()) {
      row.next();
      nodeKey = row.getInt(1);
      term = row.getInt(2);
    }
    session.term.set(nodeKey, term);
    String heardUntil = "";
    if (session.isShared()) {
      session.on(ADD_COUNTER).set(nodeKey).run();
      heardUntil = Notices.now(session);
    }
    OpenRows.giveBack(session, nodeKey);
    return new Begun(
        new Takeover(new Lease(nodeKey, nodeName, term, leaseMs), OpenRows.spilled(session)),
        heardUntil);
  }
}
