package io.carillon.store.jdbc;

import io.carillon.core.Clock;
import io.carillon.core.port.Lease;
import io.carillon.core.port.Ledger.Takeover;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Starts the node's next term; what its earlier terms held becomes nobody's. */
record TakeOver(String nodeName, Clock clock) implements Work<Takeover> {
  /** Raises the term; one row. The node takes the name it is started with. */
  private static final String RAISE_TERM =
      """
      INSERT INTO node (node_key, name, term, started_at) VALUES (?, ?, 1, ?)
      ON CONFLICT (node_key) DO UPDATE
      SET name = excluded.name, term = node.term + 1, started_at = excluded.started_at
      RETURNING term
      """;

  /** Gives back what the node held; primary key range, as many rows as were held. */
  private static final String GIVE_BACK = "UPDATE open SET holder = 0 WHERE holder = ?";

  /** Who has spilled executions; one seek in the primary key for each of them. */
  private static final String SPILLED =
      """
      WITH RECURSIVE spilled (holder) AS (
        SELECT (SELECT max(holder) FROM open WHERE holder < 0)
        UNION ALL
        SELECT (SELECT max(o.holder) FROM open o WHERE o.holder < spilled.holder)
        FROM spilled WHERE spilled.holder IS NOT NULL)
      SELECT -holder FROM spilled WHERE holder IS NOT NULL
      """;

  @Override
  public Takeover apply(Session session) throws SQLException {
    int term;
    Prepared raise =
        session.on(RAISE_TERM).set(CurrentTerm.NODE_KEY).set(nodeName).set(clock.wallMs());
    try (ResultSet row = raise.query()) {
      row.next();
      term = row.getInt(1);
    }
    session.term.set(term);
    session.on(GIVE_BACK).set(CurrentTerm.NODE_KEY).run();
    List<Integer> destinations = new ArrayList<>();
    try (ResultSet rows = session.on(SPILLED).query()) {
      while (rows.next()) {
        destinations.add(rows.getInt(1));
      }
    }
    return new Takeover(new Lease(CurrentTerm.NODE_KEY, nodeName, term), destinations);
  }
}
