package io.carillon.store.jdbc;

import io.carillon.core.Alert;
import io.carillon.core.Clock;
import io.carillon.core.JobId;
import io.carillon.core.port.Alerts;
import io.carillon.core.port.Page;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Stored alerts. */
final class JdbcAlerts implements Alerts {
  /** Marks an alert as seen, once; primary key. */
  private static final String ACKNOWLEDGE =
      "UPDATE alert SET acknowledged_at = ? WHERE alert_id = ? AND acknowledged_at IS NULL";

  /** One alert; primary key. */
  private static final String FIND = AlertReads.SELECT + "WHERE a.alert_id = ?";

  /** Alerts whose delivery has not ended, oldest first; partial index. */
  private static final String UNDELIVERED =
      AlertReads.SELECT + "WHERE a.delivered_at IS NULL ORDER BY a.alert_id LIMIT ?";

  /** Ends a delivery, once; primary key. */
  private static final String DELIVERED =
      """
      UPDATE alert SET delivered_at = ?, delivery_error = ?
      WHERE alert_id = ? AND delivered_at IS NULL
      """;

  private final Writer writer;
  private final Readers readers;
  private final Clock clock;

  JdbcAlerts(Writer writer, Readers readers, Clock clock) {
    this.writer = writer;
    this.readers = readers;
    this.clock = clock;
  }

  @Override
  public CompletionStage<Page<Alert>> list(
      @Nullable JobId job, int limit, @Nullable String cursor) {
    return readers.read(new ListAlerts(job, limit, cursor));
  }

  @Override
  public CompletionStage<Optional<Alert>> acknowledge(long id) {
    return writer.write(
        WriteClass.URGENT,
        session -> {
          session.on(ACKNOWLEDGE).set(clock.wallMs()).set(id).run();
          try (ResultSet row = session.on(FIND).set(id).query()) {
            return row.next() ? Optional.of(AlertReads.read(row)) : Optional.empty();
          }
        });
  }

  @Override
  public CompletionStage<List<Alert>> undelivered(int limit) {
    return readers.read(
        statements -> {
          List<Alert> alerts = new ArrayList<>();
          try (ResultSet row = statements.of(UNDELIVERED).set(limit).query()) {
            while (row.next()) {
              alerts.add(AlertReads.read(row));
            }
          }
          return alerts;
        });
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
