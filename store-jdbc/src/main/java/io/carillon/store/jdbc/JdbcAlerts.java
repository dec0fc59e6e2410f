package io.carillon.store.jdbc;

import io.carillon.core.Alert;
import io.carillon.core.AuditAction;
import io.carillon.core.Caller;
import io.carillon.core.Clock;
import io.carillon.core.JobId;
import io.carillon.core.port.Alerts;
import io.carillon.core.port.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Stored alerts. */
final class JdbcAlerts implements Alerts {
  /** Marks an alert as seen, once; primary key. */
  private static final String ACKNOWLEDGE =
      "UPDATE alert SET acknowledged_at = ?"
          + " WHERE alert_id = ? AND +namespace = ? AND acknowledged_at IS NULL";

  /** One alert; primary key. */
  private static final String FIND =
      AlertReads.SELECT + "WHERE a.alert_id = ? AND +a.namespace = ?";

  /** Whose alert it is; primary key. */
  private static final String JOB = "SELECT job_key FROM alert WHERE alert_id = ?";

  /** Alerts whose delivery has not ended, oldest first; partial index. */
  private static final String UNDELIVERED =
      AlertReads.SELECT + "WHERE a.delivered_at IS NULL AND a.alert_id > ?";

  /** Not those of executions that another node has ended and still runs; two keys a row. */
  private static final String NOT_OTHERS =
      """
       AND NOT EXISTS (
        SELECT 1 FROM execution e JOIN node n ON n.node_key = e.holder AND n.term = e.term
        WHERE e.execution_key = a.execution_key AND e.scheduled_at = a.scheduled_at
          AND n.name <> ? AND n.lease_until > 0)
      """;

  private static final String OLDEST = " ORDER BY a.alert_id LIMIT ?";

  /** Ends a delivery, once; primary key. */
  private static final String DELIVERED =
      """
      UPDATE alert SET delivered_at = ?, delivery_error = ?
      WHERE alert_id = ? AND delivered_at IS NULL
      """;

  private final Writer writer;
  private final Readers readers;
  private final Readers lists;
  private final Clock clock;
  private final Database database;
  private final Caller caller;

  JdbcAlerts(
      Database database,
      Writer writer,
      Readers readers,
      Readers lists,
      Clock clock,
      Caller caller) {
    this.caller = caller;
    this.database = database;
    this.writer = writer;
    this.readers = readers;
    this.lists = lists;
    this.clock = clock;
  }

  @Override
  public Alerts by(Caller other) {
    return new JdbcAlerts(database, writer, readers, lists, clock, other);
  }

  @Override
  public CompletionStage<Page<Alert>> list(
      @Nullable JobId job, int limit, @Nullable String cursor) {
    return lists.read(new ListAlerts(caller.namespaceKey(), job, limit, cursor));
  }

  @Override
  public CompletionStage<Optional<Alert>> acknowledge(long id) {
    return writer.write(
        WriteClass.URGENT,
        session -> {
          long nowMs = clock.wallMs();
          if (session.on(ACKNOWLEDGE).set(nowMs).set(id).set(caller.namespaceKey()).run() > 0) {
            noteAcknowledged(session, id, nowMs);
          }
          try (ResultSet row = session.on(FIND).set(id).set(caller.namespaceKey()).query()) {
            return row.next() ? Optional.of(AlertReads.read(row)) : Optional.empty();
          }
        });
  }

  private void noteAcknowledged(Session session, long id, long nowMs) throws SQLException {
    try (ResultSet row = session.on(JOB).set(id).query()) {
      row.next();
      session.audit.add(
          caller, AuditAction.ALERT_ACKNOWLEDGED, Long.toString(id), row.getLong(1), nowMs);
    }
  }

  @Override
  public CompletionStage<List<Alert>> undelivered(long after, int limit) {
    return readers.read(
        statements -> {
          List<Alert> alerts = new ArrayList<>();
          try (ResultSet row = undelivered(statements, after).set(limit).query()) {
            while (row.next()) {
              alerts.add(AlertReads.read(row));
            }
          }
          return alerts;
        });
  }

  private Prepared undelivered(Statements statements, long after) throws SQLException {
    return database.isShared()
        ? statements.of(UNDELIVERED + NOT_OTHERS + OLDEST).set(after).set(database.self().name())
        : statements.of(UNDELIVERED + OLDEST).set(after);
  }

  @Override
  public CompletionStage<Void> delivered(long id, @Nullable String error) {
    return writer
        .write(
            WriteClass.SETTLE,
            session -> session.on(DELIVERED).set(clock.wallMs()).set(error).set(id).run())
        .thenAccept(_ -> {});
  }
}
