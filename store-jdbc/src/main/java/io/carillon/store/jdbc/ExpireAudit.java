package io.carillon.store.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Deletes the oldest rows of the audit that are no longer kept, and deleted jobs that only they
 * named.
 */
record ExpireAudit(long beforeMs, int max) implements Work<Integer> {
  /** Oldest rows; primary key range. */
  private static final String OLDEST =
      "SELECT audit_id, created_at, job_key FROM audit WHERE audit_id > 0 ORDER BY audit_id LIMIT ?";

  /** One row; primary key. */
  private static final String DELETE = "DELETE FROM audit WHERE audit_id = ?";

  @Override
  public Integer apply(Session session) throws SQLException {
    List<Long> expired = new ArrayList<>();
    Set<Long> jobKeys = new TreeSet<>();
    try (ResultSet rows = session.on(OLDEST).set(max).query()) {
      while (rows.next() && rows.getLong(2) < beforeMs) {
        expired.add(rows.getLong(1));
        long jobKey = rows.getLong(3);
        if (!rows.wasNull()) {
          jobKeys.add(jobKey);
        }
      }
    }
    Prepared delete = session.batch(DELETE);
    for (long auditId : expired) {
      delete.set(auditId).add();
    }
    delete.runAll();
    for (long jobKey : jobKeys) {
      DeletedJobs.removeIfUnused(session, jobKey);
    }
    return expired.size();
  }
}
