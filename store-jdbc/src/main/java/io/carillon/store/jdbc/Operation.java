package io.carillon.store.jdbc;

import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One queued write and the stage that learns of its commit.
 *
 * <p>Applied on the writer thread, ended on the completion thread, which the executor between them
 * orders.
 */
final class Operation<T> {
  final WriteClass writeClass;

  /** How many operations it counts as, 1 or more. */
  final int weight;

  final CompletableFuture<T> stage = new CompletableFuture<>();

  private final Work<T> work;
  private @Nullable T result;

  Operation(WriteClass writeClass, int weight, Work<T> work) {
    this.writeClass = writeClass;
    this.weight = Math.max(1, weight);
    this.work = work;
  }

  void apply(Session session) throws SQLException {
    if (!work.gathers()) {
      session.newJobs.write();
    }
    result = work.apply(session);
  }

  void succeed() {
    stage.complete(Objects.requireNonNull(result));
  }

  void fail(Throwable cause) {
    stage.completeExceptionally(cause);
  }
}
