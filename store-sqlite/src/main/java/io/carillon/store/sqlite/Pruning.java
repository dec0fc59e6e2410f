package io.carillon.store.sqlite;

import io.carillon.core.Clock;
import io.carillon.core.Invalid;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Deletes what is no longer kept: answers to repeated requests, then executions. Executions are
 * chosen by a reader. One short transaction after the other, so that other writes go in between.
 * Thread-safe.
 */
final class Pruning {
  /** How many rows of its kind one transaction deletes. */
  private static final int TRANSACTION_MAX = 1_000;

  private final Writer writer;
  private final Readers readers;
  private final Clock clock;

  Pruning(Writer writer, Readers readers, Clock clock) {
    this.writer = writer;
    this.readers = readers;
    this.clock = clock;
  }

  /** How many executions were deleted. */
  CompletionStage<Integer> prune(long beforeMs, long rowsMax, int max) {
    Invalid.unless(max >= 1 && max <= Expired.MAX, "max", "must be 1 to " + Expired.MAX);
    return expireAnswers()
        .thenCompose(
            _ -> readers.read(statements -> Expired.read(statements, beforeMs, rowsMax, max)))
        .thenCompose(expired -> deleteFrom(expired, 0, 0));
  }

  private CompletionStage<Integer> expireAnswers() {
    return writer
        .write(
            WriteClass.PRUNE, session -> Answers.expire(session, clock.wallMs(), TRANSACTION_MAX))
        .thenCompose(
            count ->
                count < TRANSACTION_MAX
                    ? CompletableFuture.completedFuture(count)
                    : expireAnswers());
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
