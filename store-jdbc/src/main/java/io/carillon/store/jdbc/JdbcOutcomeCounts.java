package io.carillon.store.jdbc;

import io.carillon.core.Caller;
import io.carillon.core.port.OutcomeCounts;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletionStage;

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

  private final Writer writer;
  private final Readers lists;
  private final int namespaceKey;

  JdbcOutcomeCounts(Writer writer, Readers lists, Caller caller) {
    this.writer = writer;
    this.lists = lists;
    this.namespaceKey = caller.namespaceKey();
  }

  @Override
  public OutcomeCounts by(Caller caller) {
    return new JdbcOutcomeCounts(writer, lists, caller);
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
  public CompletionStage<List<Series>> read(long fromMs, long bucketMs, int buckets) {
    return lists.read(new ReadOutcomeCounts(namespaceKey, fromMs, bucketMs, buckets));
  }
}
