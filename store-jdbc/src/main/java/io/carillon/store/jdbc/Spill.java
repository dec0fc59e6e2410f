package io.carillon.store.jdbc;

import io.carillon.core.port.Lease;
import io.carillon.core.port.OpenExecution;
import java.sql.SQLException;
import java.util.List;

/** Gives executions back until there is room at their destination. What moved on is left alone. */
record Spill(Lease lease, List<OpenExecution> executions) implements Work<Integer> {
  @Override
  public Integer apply(Session session) throws SQLException {
    if (!session.term.isOf(lease)) {
      return 0;
    }
    Batch leave = session.batch(Bulk.LEAVE);
    for (OpenExecution execution : executions) {
      leave
          .set(holder(execution))
          .set(execution.executionKey())
          .set(lease.nodeKey())
          .set(lease.term())
          .add();
    }
    int[] left = leave.runAll();
    Batch delete = session.batch(Bulk.REMOVE_OPEN);
    Batch insert = session.batch(Bulk.ADD_OPEN);
    int spilled = 0;
    for (int i = 0; i < left.length; i++) {
      if (left[i] == 0) {
        continue;
      }
      OpenExecution execution = executions.get(i);
      delete.set(lease.nodeKey()).set(execution.dueAtMs()).set(execution.executionKey()).add();
      insert.set(holder(execution)).set(execution.dueAtMs()).set(execution.executionKey()).add();
      spilled++;
    }
    delete.runAll();
    insert.runAll();
    return spilled;
  }

  private static long holder(OpenExecution execution) {
    return OpenRows.spilledTo(execution.job().destinationKey());
  }
}
