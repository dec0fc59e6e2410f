package io.carillon.store.jdbc;

import io.carillon.core.AuditAction;
import io.carillon.core.Caller;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Rows of the audit, gathered over a transaction and written with it. What the system does by
 * itself is not noted. Writer thread only.
 */
final class AuditRows {
  private final Session session;
  private boolean hasSome;

  AuditRows(Session session) {
    this.session = session;
  }

  /** What happened to a job. */
  void addJob(
      Caller caller,
      AuditAction action,
      long jobKey,
      @Nullable Long beforeVersion,
      @Nullable Long afterVersion,
      long nowMs)
      throws SQLException {
    add(caller, action, null, jobKey, beforeVersion, afterVersion, nowMs);
  }

  /** What happened to something else, maybe of a job. */
  void add(
      Caller caller,
      AuditAction action,
      @Nullable String subject,
      @Nullable Long jobKey,
      long nowMs)
      throws SQLException {
    add(caller, action, subject, jobKey, null, null, nowMs);
  }

  private void add(
      Caller caller,
      AuditAction action,
      @Nullable String subject,
      @Nullable Long jobKey,
      @Nullable Long beforeVersion,
      @Nullable Long afterVersion,
      long nowMs)
      throws SQLException {
    if (caller.equals(Caller.SYSTEM)) {
      return;
    }
    hasSome = true;
    session
        .batch(Bulk.ADD_AUDIT)
        .set(session.keys.next(KeySpace.AUDIT))
        .set(caller.namespaceKey())
        .set(nowMs)
        .set(caller.id())
        .set(caller.name())
        .set(caller.address())
        .set(action.name())
        .set(subject)
        .setNullable(jobKey)
        .setNullable(beforeVersion)
        .setNullable(afterVersion)
        .add();
  }

  void write() throws SQLException {
    if (hasSome) {
      hasSome = false;
      session.batch(Bulk.ADD_AUDIT).runAll();
    }
  }

  /** After a rollback, which emptied the batch. */
  void clear() {
    hasSome = false;
  }
}
