package io.carillon.store.jdbc;

import io.carillon.core.Cause;
import io.carillon.core.Execution;
import io.carillon.core.ExecutionId;
import io.carillon.core.ExecutionState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads an execution's row, with the public names of its job and its node. */
final class ExecutionRow {
  /** The columns that {@link #read} expects, of execution e, job j and node nd. */
  static final String COLUMNS =
      """
      e.execution_key, j.id, e.job_version, e.scheduled_at, e.started_at, e.completed_at, e.state,
        e.http_status, e.duration_ms, e.retry_count, e.error, e.cause, nd.name, e.next_attempt_at,
        e.skipped_count, e.skipped_to, e.n
      """;

  /** Executions that are RUNNING, RETRYING or FAILED, found by their state; a key a row. */
  static final String FROM_NOTABLE =
      """
       FROM notable x JOIN execution e
        ON e.execution_key = x.execution_key AND e.scheduled_at = x.scheduled_at
      """;

  /** Joins the names; two primary keys a row. */
  static final String JOINS =
      """
      JOIN job j ON j.job_key = e.job_key LEFT JOIN node nd ON nd.node_key = e.holder
      """;

  private ExecutionRow() {}

  static Execution read(ResultSet row, List<Execution.Attempt> attempts) throws SQLException {
    ExecutionState state = ExecutionState.ofCode(row.getInt(7));
    Instant scheduledAt = Instant.ofEpochMilli(row.getLong(4));
    Instant startedAt = Column.instant(row, 5);
    return new Execution(
        new ExecutionId(row.getLong(1)),
        JobRows.id(row.getString(2)),
        row.getInt(3),
        scheduledAt,
        startedAt,
        Column.instant(row, 6),
        state,
        Column.integer(row, 8),
        Column.number(row, 9),
        startedAt == null ? null : startedAt.toEpochMilli() - scheduledAt.toEpochMilli(),
        row.getInt(10),
        row.getString(11),
        Cause.ofCode(row.getInt(12)),
        row.getString(13),
        state == ExecutionState.RETRYING ? Column.instant(row, 14) : null,
        skipped(row, scheduledAt),
        attempts);
  }

  private static Execution.@Nullable Skipped skipped(ResultSet row, Instant from)
      throws SQLException {
    Long count = Column.number(row, 15);
    Instant to = Column.instant(row, 16);
    return count == null || to == null ? null : new Execution.Skipped(count, from, to);
  }
}
