package io.carillon.store.jdbc;

import io.carillon.core.Execution;
import io.carillon.core.ExecutionId;
import io.carillon.core.ExecutionState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads one execution with its attempts. */
record FindExecution(int namespaceKey, ExecutionId id) implements Query<Optional<Execution>> {
  /** One execution; primary key. */
  private static final String FIND =
      "SELECT "
          + ExecutionRow.COLUMNS
          + " FROM execution e "
          + ExecutionRow.JOINS
          + " WHERE e.execution_key = ? AND +j.namespace = ?";

  /** Its attempts in order; primary key range. */
  private static final String ATTEMPTS =
      """
      SELECT number, started_at, duration_ms, http_status, error, response FROM attempt
      WHERE execution_key = ? ORDER BY number
      """;

  @Override
  public Optional<Execution> run(Statements statements) throws SQLException {
    List<Execution.Attempt> attempts = attempts(statements);
    try (ResultSet row = statements.of(FIND).set(id.key()).set(namespaceKey).query()) {
      if (!row.next()) {
        return Optional.empty();
      }
      Execution execution = ExecutionRow.read(row, attempts);
      boolean isOnlyAttempt =
          attempts.isEmpty()
              && execution.state() == ExecutionState.SUCCESS
              && execution.retryCount() == 0;
      return Optional.of(isOnlyAttempt ? execution.withOnlyAttempt() : execution);
    }
  }

  private List<Execution.Attempt> attempts(Statements statements) throws SQLException {
    List<Execution.Attempt> attempts = new ArrayList<>();
    try (ResultSet row = statements.of(ATTEMPTS).set(id.key()).query()) {
      while (row.next()) {
        attempts.add(
            new Execution.Attempt(
                row.getInt(1),
                Column.instant(row, 2),
                Column.number(row, 3),
                Column.integer(row, 4),
                row.getString(5),
                row.getString(6)));
      }
    }
    return List.copyOf(attempts);
  }
}
