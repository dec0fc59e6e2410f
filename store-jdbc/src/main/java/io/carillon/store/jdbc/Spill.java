package io.carillon.store.jdbc;

import io.carillon.core.port.Lease;
import io.carillon.core.port.OpenExecution;
import java.sql.SQLException;
import java.util.List;

/**
 * Gives executions back until there is room at their destination. What moved on is left alone: it
 * has no open row of this node any more. Open rows come first, as for a node that takes what was
 * offered ({@link Claim}), so that the two never wait for each other.
 */
record Spill(Lease lease, List<OpenExecution> executions) implements Work<Integer> {
  @Override
  public Integer apply(Session session) throws SQLException {
    if (!session.term.isOf(lease)) {
      return 0;
    }
    Batch delete = session.batch(Bulk.REMOVE_OPEN);
    for (OpenExecution execution : executions) {
      delete.set(lease.nodeKey()).set(execution.dueAtMs()).set(execution.executionKey()).add();
    }
    int[] deleted = delete.runAll();
    Batch leave = session.batch(Bulk.LEAVE);
    Batch insert = session.batch(Bulk.ADD_OPEN);
    int spilled = 0;
    for (int i = 0; i < deleted.length; i++) {
      if (deleted[i] == 0) {
        continue;
      }
      OpenExecution execution = executions.get(i);
      leave
          .set(holder(execution))
          .set(execution.executionKey())
          .set(lease.nodeKey())
          .set(lease.term())
          .add();
      insert.set(holder(execution)).set(execution.dueAtMs()).set(execution.executionKey()).add();
      spilled++;
    }
    leave.runAll();
    insert.runAll();
    return spilled;
  }

  private static long holder(OpenExecution execution) {
    return OpenRows.spilledTo(execution.job().destinationKey());
  }
}
