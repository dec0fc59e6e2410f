package io.carillon.store.jdbc;

import io.carillon.core.port.Lease;
import io.carillon.core.port.Offer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of unfinished executions. Writer thread only. */
final class OpenRows {
  /** Nobody's: the execution waits in the store for its time. */
  static final long NOBODY = 0;

  /** Where an execution's open row is; primary key. */
  private static final String PLACE =
      """
      SELECT holder, coalesce(next_attempt_at, scheduled_at) FROM execution
      WHERE execution_key = ?
      """;

  /** Gives back what a node held; primary key range, as many rows as were held. */
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

  /** What a node has, by time; primary key range. */
  private static final String HELD =
      """
      SELECT execution_key, due_at FROM open
      WHERE holder = ? AND due_at <= ? ORDER BY due_at, execution_key LIMIT ?
      """;

  private OpenRows() {}

  static List<Offer> held(Session session, Lease lease, long dueUntilMs, int limit)
      throws SQLException {
    List<Offer> held = new ArrayList<>();
    try (ResultSet rows =
        session.on(HELD).set(lease.nodeKey()).set(dueUntilMs).set(limit).query()) {
      while (rows.next()) {
        held.add(new Offer(rows.getLong(1), lease.nodeKey(), lease.term(), rows.getLong(2)));
      }
    }
    return held;
  }

  /** Makes nobody's what a node held; how many. */
  static int giveBack(Session session, int nodeKey) throws SQLException {
    return session.on(GIVE_BACK).set(nodeKey).run();
  }

  /** The destinations that have spilled executions. */
  static List<Integer> spilled(Session session) throws SQLException {
    List<Integer> destinations = new ArrayList<>();
    try (ResultSet rows = session.on(SPILLED).query()) {
      while (rows.next()) {
        destinations.add(rows.getInt(1));
      }
    }
    return destinations;
  }

  /** The holder of executions that wait for a slot at a destination. */
  static long spilledTo(int destinationKey) {
    return -(long) destinationKey;
  }

  static boolean delete(Session session, long holder, long dueAtMs, long executionKey)
      throws SQLException {
    Batch delete = session.statements.one(Bulk.REMOVE_OPEN);
    delete.set(holder).set(dueAtMs).set(executionKey).add();
    return delete.runAll()[0] > 0;
  }

  static void insert(Session session, long holder, long dueAtMs, long executionKey)
      throws SQLException {
    Batch insert = session.statements.one(Bulk.ADD_OPEN);
    insert.set(holder).set(dueAtMs).set(executionKey).add();
    insert.runAll();
  }

  /**
   * For callers that do not know holder and time: the row is under the execution's holder, or under
   * nobody when a take-over moved it.
   */
  static void deleteOf(Session session, long executionKey) throws SQLException {
    Place place = placeOf(session, executionKey);
    if (place != null) {
      place.delete(session);
    }
  }

  /** Null for an unknown execution. */
  static @Nullable Place placeOf(Session session, long executionKey) throws SQLException {
    try (ResultSet row = session.on(PLACE).set(executionKey).query()) {
      return row.next() ? new Place(executionKey, row.getLong(1), row.getLong(2)) : null;
    }
  }

  /** Where an execution's open row is, unless a take-over makes or made it nobody's. */
  record Place(long executionKey, long holder, long dueAtMs) {
    /** Whether another node has it. */
    boolean isOthers(Session session) {
      return holder > NOBODY && !session.holds(holder);
    }

    boolean delete(Session session) throws SQLException {
      return OpenRows.delete(session, holder, dueAtMs, executionKey) || deleteNobodys(session);
    }

    boolean deleteNobodys(Session session) throws SQLException {
      return OpenRows.delete(session, NOBODY, dueAtMs, executionKey);
    }
  }
}
