package io.carillon.server.fuzz;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** What the server's store holds, read past the server. */
final class Stored implements AutoCloseable {
  private static final String SQL =
      """
      SELECT (SELECT count(*) FROM job WHERE deleted_at IS NULL),
             (SELECT ifnull(sum(version), 0) FROM job WHERE deleted_at IS NULL),
             (SELECT count(*) FROM job_version),
             (SELECT count(*) FROM job_tag),
             (SELECT count(*) FROM execution),
             (SELECT count(*) FROM idempotency),
             (SELECT count(*) FROM alert WHERE acknowledged_at IS NOT NULL)
      """;

  private final Connection connection;
  private final PreparedStatement query;

  Stored(Path file) throws SQLException {
    connection = DriverManager.getConnection("jdbc:sqlite:" + file);
    query = connection.prepareStatement(SQL);
  }

  /** Whatever only a request can change, in figures. */
  record Counts(
      long jobs,
      long versions,
      long versionRows,
      long tags,
      long executions,
      long idempotencyKeys,
      long acknowledgedAlerts) {}

  Counts counts() {
    try (ResultSet row = query.executeQuery()) {
      return new Counts(
          row.getLong(1),
          row.getLong(2),
          row.getLong(3),
          row.getLong(4),
          row.getLong(5),
          row.getLong(6),
          row.getLong(7));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
