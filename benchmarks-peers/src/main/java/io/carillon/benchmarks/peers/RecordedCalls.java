package io.carillon.benchmarks.peers;

import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import javax.sql.DataSource;

/**
 * Calls whose outcome is one committed row, for the schedulers that keep no history of their own:
 * Carillon records every execution, so its peers do. Thread-safe.
 */
final class RecordedCalls implements Call {
  private static final String INSERT =
      "INSERT INTO execution (job, scheduled_at, status, duration_ms) VALUES (?, ?, ?, ?)";

  private final Call call;
  private final DataSource rows;

  /** Creates the table. The pool must commit by itself. */
  RecordedCalls(Call call, DataSource rows) {
    this.call = call;
    this.rows = rows;
    SqlScript.run(rows, RecordedCalls.class, "execution.sql");
  }

  @Override
  public void make(int job, Instant scheduledAt) {
    long startedNanos = System.nanoTime();
    String status = "SUCCESS";
    try {
      call.make(job, scheduledAt);
    } catch (IllegalStateException e) {
      status = "FAILED";
    }
    insert(job, scheduledAt, status, (System.nanoTime() - startedNanos) / 1_000_000);
  }

  private void insert(int job, Instant scheduledAt, String status, long durationMs) {
    try (var connection = rows.getConnection();
        var insert = connection.prepareStatement(INSERT)) {
      insert.setInt(1, job);
      insert.setObject(2, scheduledAt.atOffset(ZoneOffset.UTC));
      insert.setString(3, status);
      insert.setLong(4, durationMs);
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("not recorded", e);
    }
  }
}
