package io.carillon.store.jdbc;

import io.carillon.core.JobId;
import io.carillon.schedule.Schedule;
import java.sql.SQLException;

/**
 * Rows of new jobs, gathered over the creates of a transaction and then written for all of them
 * together. Writer thread only.
 */
final class NewJobs {
  private final Session session;
  private boolean hasSome;

  NewJobs(Session session) {
    this.session = session;
  }

  /** The row of a job without a name, which nobody can have taken, and without tags. */
  void addPlain(long jobKey, int namespaceKey, JobId id, boolean isActive, long createdAtMs)
      throws SQLException {
    hasSome = true;
    session
        .batch(Bulk.ADD_JOB)
        .set(jobKey)
        .set(namespaceKey)
        .set(id.toString())
        .set(isActive)
        .set(createdAtMs)
        .set(createdAtMs)
        .add();
  }

  /**
   * What hangs on the row of a job.
   *
   * @param nextFireAtMs {@link Schedule#NEVER}: nothing is due
   */
  void add(long jobKey, JobRows.Version version, long nextFireAtMs) throws SQLException {
    hasSome = true;
    JobRows.addVersion(session.batch(Bulk.ADD_VERSION), jobKey, version);
    JobRows.setText(session.batch(Bulk.SET_TEXT), jobKey, version);
    if (nextFireAtMs != Schedule.NEVER) {
      JobRows.setDue(session.batch(Bulk.SET_DUE), jobKey, nextFireAtMs, version.number());
    }
  }

  void write() throws SQLException {
    if (hasSome) {
      hasSome = false;
      session.batch(Bulk.ADD_JOB).runAll();
      session.batch(Bulk.ADD_VERSION).runAll();
      session.batch(Bulk.SET_TEXT).runAll();
      session.batch(Bulk.SET_DUE).runAll();
    }
  }

  /** After a rollback, which emptied the batches. */
  void clear() {
    hasSome = false;
  }
}
