package io.carillon.store.jdbc;

import io.carillon.core.port.Lease;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Gives back what a node holds that stops, and in the end its lease. */
record Release(Lease lease, Set<Long> underWay) implements Work<Integer> {
  /** What a node holds; primary key range. */
  private static final String HELD = "SELECT due_at, execution_key FROM open WHERE holder = ?";

  private record Held(long dueAtMs, long executionKey) {}

  @Override
  public Integer apply(Session session) throws SQLException {
    if (!session.term.isOf(lease) || !lease.expires()) {
      return 0;
    }
    if (underWay.isEmpty()) {
      int released = OpenRows.giveBack(session, lease.nodeKey());
      session.on(Reclaim.END_TERM).set(lease.nodeKey()).run();
      session.term.set(lease.nodeKey(), 0);
      return released;
    }
    List<Held> given = new ArrayList<>();
    try (ResultSet rows = session.on(HELD).set(lease.nodeKey()).query()) {
      while (rows.next()) {
        if (!underWay.contains(rows.getLong(2))) {
          given.add(new Held(rows.getLong(1), rows.getLong(2)));
        }
      }
    }
    Batch leave = session.batch(Bulk.REMOVE_OPEN);
    Batch enter = session.batch(Bulk.ADD_OPEN);
    for (Held each : given) {
      leave.set(lease.nodeKey()).set(each.dueAtMs).set(each.executionKey).add();
      enter.set(OpenRows.NOBODY).set(each.dueAtMs).set(each.executionKey).add();
    }
    leave.runAll();
    enter.runAll();
    return given.size();
  }
}
