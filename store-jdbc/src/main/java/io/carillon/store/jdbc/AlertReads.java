package io.carillon.store.jdbc;

import io.carillon.core.Alert;
import io.carillon.core.ExecutionId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/** Reads an alert with the name and the webhook that its job has now. */
final class AlertReads {
  /** The columns that {@link #read} expects; two primary keys a row. */
  static final String SELECT =
      """
      SELECT a.alert_id, a.kind, j.id, j.name, a.execution_key, a.error, a.attempts, a.scheduled_at,
        a.created_at, a.acknowledged_at, v.definition, a.namespace
      FROM alert a JOIN job j ON j.job_key = a.job_key
        JOIN job_version v ON v.job_key = j.job_key AND v.version = j.version
      """;

  private AlertReads() {}

  /** The number that is stored for a kind. */
  static int code(Alert.Kind kind) {
    return switch (kind) {
      case FAILURE -> 0;
      case RECOVERY -> 1;
    };
  }

  static Alert read(ResultSet row) throws SQLException {
    return new Alert(
        row.getLong(1),
        row.getInt(2) == code(Alert.Kind.FAILURE) ? Alert.Kind.FAILURE : Alert.Kind.RECOVERY,
        row.getInt(12),
        JobRows.id(row.getString(3)),
        row.getString(4),
        new ExecutionId(row.getLong(5)),
        row.getString(6),
        row.getInt(7),
        Instant.ofEpochMilli(row.getLong(8)),
        Instant.ofEpochMilli(row.getLong(9)),
        Column.instant(row, 10),
        DefinitionCodec.alertWebhook(row.getString(11)));
  }
}
