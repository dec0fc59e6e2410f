package io.carillon.store.jdbc;

import io.carillon.core.Caller;
import io.carillon.core.Destination;
import io.carillon.core.port.OutcomeCounts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Counts of outcomes. Each node adds to rows of its own, so that nodes do not wait for each other.
 */
final class JdbcOutcomeCounts implements OutcomeCounts {
  /** Adds to a minute; primary key. */
  private static final String ADD =
      """
      INSERT INTO outcome_minute (namespace, minute_at, destination_key, node_key, success, failed,
        skipped, cancelled)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (namespace, minute_at, destination_key, node_key) DO UPDATE SET
        success = outcome_minute.success + excluded.success,
        failed = outcome_minute.failed + excluded.failed,
        skipped = outcome_minute.skipped + excluded.skipped,
        cancelled = outcome_minute.cancelled + excluded.cancelled
      """;

  /** A namespace's minutes; primary key range, then the key of each destination. */
  private static final String LIST =
      """
      SELECT o.minute_at, d.scheme, d.host, d.port, o.success, o.failed, o.skipped, o.cancelled
      FROM outcome_minute o LEFT JOIN destination d ON d.destination_key = o.destination_key
      WHERE o.namespace = ? AND o.minute_at >= ? AND o.minute_at < ?
      ORDER BY o.minute_at
      """;

  private final Writer writer;
  private final Readers readers;
  private final int namespaceKey;

  JdbcOutcomeCounts(Writer writer, Readers readers, Caller caller) {
    this.writer = writer;
    this.readers = readers;
    this.namespaceKey = caller.namespaceKey();
  }

  @Override
  public OutcomeCounts by(Caller caller) {
    return new JdbcOutcomeCounts(writer, readers, caller);
  }

  @Override
  public CompletionStage<Void> add(List<Added> counts) {
    return writer
        .write(WriteClass.SETTLE, counts.size(), session -> add(session, counts))
        .thenAccept(_ -> {});
  }

  private static int add(Session session, List<Added> counts) throws SQLException {
    Prepared add = session.batch(ADD);
    for (Added added : counts) {
      add.set(added.namespaceKey())
          .set(added.minuteMs())
          .set(added.destinationKey())
          .set(session.term.nodeKey())
          .set(added.counts().success())
          .set(added.counts().failed())
          .set(added.counts().skipped())
          .set(added.counts().cancelled())
          .add();
    }
    return add.runAll().length;
  }

  @Override
  public CompletionStage<List<Counted>> list(long fromMs, long toMs) {
    return readers.read(
        statements -> {
          List<Counted> counted = new ArrayList<>();
          Prepared list = statements.of(LIST).set(namespaceKey).set(fromMs).set(toMs);
          try (ResultSet row = list.query()) {
            while (row.next()) {
              counted.add(
                  new Counted(
                      row.getLong(1),
                      destination(row),
                      new Counts(row.getLong(5), row.getLong(6), row.getLong(7), row.getLong(8))));
            }
          }
          return counted;
        });
  }

  private static @Nullable Destination destination(ResultSet row) throws SQLException {
    String scheme = row.getString(2);
    return scheme == null ? null : new Destination(scheme, row.getString(3), row.getInt(4));
  }
}
