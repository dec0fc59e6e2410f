package io.carillon.store.jdbc;

import io.carillon.core.Clock;
import io.carillon.core.Invalid;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes what is no longer kept: answers to repeated requests, the audit, counts of outcomes, then
 * executions. Executions are chosen by a reader. One short transaction after the other, so that
 * other writes go in between. Thread-safe.
 */
final class Pruning {
  /** How many rows of its kind one transaction deletes. */
  private static final int TRANSACTION_MAX = 1_000;

  /** Off the store's own threads, as it may wait. */
  private static final Executor CHORES =
      work -> Thread.ofVirtual().name("carillon-store-chores").start(work);

  private static final Logger LOG = LoggerFactory.getLogger(Pruning.class);

  private final Database database;
  private final Writer writer;
  private final Readers readers;
  private final Clock clock;

  Pruning(Database database, Writer writer, Readers readers, Clock clock) {
    this.database = database;
    this.writer = writer;
    this.readers = readers;
    this.clock = clock;
  }

  /** How many executions were deleted; none while another node is at it. */
  CompletionStage<Integer> prune(long beforeMs, long rowsMax, int max) {
    Invalid.unless(max >= 1 && max <= Expired.MAX, "max", "must be 1 to " + Expired.MAX);
    return CompletableFuture.supplyAsync(this::begin, CHORES)
        .thenCompose(
            begun ->
                begun
                    ? pruneAlone(beforeMs, rowsMax, max)
                        .whenCompleteAsync((_, _) -> database.endChores(), CHORES)
                    : CompletableFuture.completedFuture(0));
  }

  private boolean begin() {
    try {
      return database.beginChores();
    } catch (SQLException e) {
      throw StoreErrors.of(database, e);
    }
  }

  /** Whole days at once, where the database can. */
  private int tend(long beforeMs) {
    try {
      return Math.clamp(database.tend(clock.wallMs(), beforeMs), 0, Integer.MAX_VALUE);
    } catch (SQLException e) {
      LOG.warn("a chore of the store failed; it is tried again: {}", e.getMessage());
      return 0;
    }
  }

  private CompletionStage<Integer> pruneAlone(long beforeMs, long rowsMax, int max) {
    return expireAll(session -> Answers.expire(session, clock.wallMs(), TRANSACTION_MAX))
        .thenCompose(_ -> expireAll(new ExpireAudit(beforeMs, TRANSACTION_MAX)))
        .thenCompose(_ -> expireAll(new ExpireOutcomes(beforeMs, TRANSACTION_MAX)))
        .thenCompose(_ -> tidy(beforeMs))
        .thenApplyAsync(_ -> tend(beforeMs), CHORES)
        .thenCompose(
            tended ->
                readers
                    .read(statements -> Expired.read(statements, beforeMs, rowsMax, max))
                    .thenCompose(expired -> deleteFrom(expired, 0, tended)));
  }

  /** What only several nodes leave behind. */
  private CompletionStage<Integer> tidy(long beforeMs) {
    return database.isShared()
        ? writer
            .write(
                WriteClass.PRUNE,
                session -> {
                  long nowMs = clock.wallMs();
                  return Notices.expire(session, nowMs) + JdbcEventExchange.expire(session, nowMs);
                })
            .thenCompose(_ -> writer.write(WriteClass.PRUNE, new ForgetNodes(beforeMs)))
            .thenCompose(_ -> writer.write(WriteClass.PRUNE, new SweepEndings()))
        : CompletableFuture.completedFuture(0);
  }

  /** Deletes one stretch after the other while they are full. */
  private CompletionStage<Integer> expireAll(Work<Integer> stretch) {
    return writer
        .write(WriteClass.PRUNE, stretch)
        .thenCompose(
            count ->
                count < TRANSACTION_MAX
                    ? CompletableFuture.completedFuture(count)
                    : expireAll(stretch));
  }

  private CompletionStage<Integer> deleteFrom(Expired expired, int from, int deleted) {
    if (from == expired.size()) {
      return CompletableFuture.completedFuture(deleted);
    }
    int to = Math.min(expired.size(), from + TRANSACTION_MAX);
    return writer
        .write(WriteClass.PRUNE, to - from, new Prune(expired, from, to))
        .thenCompose(count -> deleteFrom(expired, to, deleted + count));
  }
}
