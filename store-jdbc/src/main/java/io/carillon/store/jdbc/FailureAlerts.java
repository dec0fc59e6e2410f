package io.carillon.store.jdbc;

import io.carillon.core.Alert;
import io.carillon.core.ExecutionId;
import io.carillon.core.ExecutionState;
import io.carillon.core.JobDefinition;
import io.carillon.core.JobId;
import io.carillon.core.port.Settlement;
import io.carillon.store.jdbc.JobMarks.Mark;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Raises an alert for each execution that fails, and one when the job succeeds again. Writer thread
 * only.
 */
final class FailureAlerts {
  /** Adds an alert; the index on execution and kind makes it the only one. */
  private static final String INSERT =
      """
      INSERT INTO alert (alert_id, namespace, kind, job_key, execution_key, error, attempts,
        scheduled_at, created_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  /** The job's last execution failed; primary key. */
  private static final String MARK =
      """
      INSERT INTO failing (job_key, alert_id) VALUES (?, ?)
      ON CONFLICT (job_key) DO UPDATE SET alert_id = excluded.alert_id
      """;

  /** The job works again: forgets the failure and tells which it was; primary key. */
  private static final String UNMARK = "DELETE FROM failing WHERE job_key = ? RETURNING alert_id";

  /** The error of an alert, which may be pruned; primary key. */
  private static final String ERROR = "SELECT error FROM alert WHERE alert_id = ?";

  /** The alert of an execution; unique index. */
  private static final String FIND =
      """
      SELECT alert_id, error, created_at, acknowledged_at FROM alert
      WHERE execution_key = ? AND kind = ?
      """;

  /** The public id and the namespace of a job; primary key. */
  private static final String JOB = "SELECT id, namespace FROM job WHERE job_key = ?";

  private static final Logger LOG = LoggerFactory.getLogger(FailureAlerts.class);

  private final Session session;
  private final long nowMs;

  FailureAlerts(Session session, long nowMs) {
    this.session = session;
    this.nowMs = nowMs;
  }

  Alert failed(Settlement settlement) throws SQLException {
    Alert alert = insert(settlement, Alert.Kind.FAILURE, settlement.error());
    session.on(MARK).set(settlement.jobKey()).set(alert.id()).run();
    session.marks.add(Mark.FAILING, settlement.jobKey());
    return alert;
  }

  /** Null unless the job was failing, and no other node has just told that it recovered. */
  @Nullable Alert succeeded(Settlement settlement) throws SQLException {
    if (!session.marks.has(Mark.FAILING, settlement.jobKey())) {
      return null;
    }
    session.marks.remove(Mark.FAILING, settlement.jobKey());
    long failureId;
    try (ResultSet row = session.on(UNMARK).set(settlement.jobKey()).query()) {
      if (!row.next()) {
        return null;
      }
      failureId = row.getLong(1);
    }
    String error = null;
    try (ResultSet row = session.on(ERROR).set(failureId).query()) {
      if (row.next()) {
        error = row.getString(1);
      }
    }
    return insert(settlement, Alert.Kind.RECOVERY, error);
  }

  private Alert insert(Settlement settlement, Alert.Kind kind, @Nullable String error)
      throws SQLException {
    long id = session.keys.next(KeySpace.ALERT);
    JobOf job = jobOf(settlement.jobKey());
    session
        .on(INSERT)
        .set(id)
        .set(job.namespaceKey)
        .set(AlertReads.code(kind))
        .set(settlement.jobKey())
        .set(settlement.executionKey())
        .set(error)
        .set(attempts(settlement))
        .set(settlement.scheduledAtMs())
        .set(nowMs)
        .run();
    return alert(settlement, job, kind, id, error, Instant.ofEpochMilli(nowMs), null);
  }

  /** The alert that an earlier settlement of the execution raised, or null. */
  @Nullable Alert raisedBy(Settlement settlement) throws SQLException {
    Alert.Kind kind =
        settlement.to() == ExecutionState.FAILED ? Alert.Kind.FAILURE : Alert.Kind.RECOVERY;
    Prepared query = session.on(FIND).set(settlement.executionKey()).set(AlertReads.code(kind));
    try (ResultSet row = query.query()) {
      if (!row.next()) {
        return null;
      }
      return alert(
          settlement,
          jobOf(settlement.jobKey()),
          kind,
          row.getLong(1),
          row.getString(2),
          Instant.ofEpochMilli(row.getLong(3)),
          Column.instant(row, 4));
    }
  }

  private Alert alert(
      Settlement settlement,
      JobOf job,
      Alert.Kind kind,
      long id,
      @Nullable String error,
      Instant createdAt,
      @Nullable Instant acknowledgedAt)
      throws SQLException {
    JobDefinition definition = definition(settlement);
    return new Alert(
        id,
        kind,
        job.namespaceKey,
        job.id,
        definition == null ? null : definition.name(),
        new ExecutionId(settlement.executionKey()),
        error,
        attempts(settlement),
        Instant.ofEpochMilli(settlement.scheduledAtMs()),
        createdAt,
        acknowledgedAt,
        definition == null ? null : definition.alertWebhook());
  }

  /** How many calls the execution made: it may have ended without one more. */
  private static int attempts(Settlement settlement) {
    boolean isCalled = settlement.attempt() != null || settlement.startedAtMs() != 0;
    return Math.max(settlement.retryCount(), isCalled ? settlement.retryCount() + 1 : 0);
  }

  private record JobOf(JobId id, int namespaceKey) {}

  private JobOf jobOf(long jobKey) throws SQLException {
    try (ResultSet row = session.on(JOB).set(jobKey).query()) {
      row.next();
      return new JobOf(JobRows.id(row.getString(1)), row.getInt(2));
    }
  }

  /** Null when it cannot be read: the failure is recorded all the same. */
  private @Nullable JobDefinition definition(Settlement settlement) throws SQLException {
    try {
      return session
          .snapshots
          .get(session.statements, settlement.jobKey(), settlement.jobVersion())
          .definition();
    } catch (RuntimeException e) {
      LOG.error("job {} cannot be read; its alert lacks name and webhook", settlement.jobKey(), e);
      return null;
    }
  }
}
