package io.carillon.store.jdbc;

import io.carillon.core.Clock;
import io.carillon.core.port.StoreUnavailable;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes. A transaction takes whatever has gathered, by urgency, until it has
 * {@value #OPERATIONS_MAX} operations or has lasted {@value #TRANSACTION_NANOS_MAX} ns, and its
 * stages complete after its commit, in the order of commits. A wrong operation is searched by
 * halves and fails alone; when the store as a whole cannot be used, all of the transaction's
 * operations fail with {@link StoreUnavailable}, and the next transaction tries anew. So do those
 * that wait while it cannot be found out what became of a commit.
 */
final class Writer implements AutoCloseable {
  static final int OPERATIONS_MAX = 1_000;
  static final long TRANSACTION_NANOS_MAX = 10_000_000;

  /** How often a transaction is tried again that met another writer's. */
  private static final int CONFLICTS_MAX = 3;

  private static final Logger LOG = LoggerFactory.getLogger(Writer.class);

  private final Database database;
  private final int snapshotsMax;
  private final DefinitionCodec codec;
  private final Clock clock;
  private final WriteQueue queue = new WriteQueue();
  private final Completions completions;
  private final IdleWatch watch;
  private final Thread thread =
      Thread.ofPlatform().name("carillon-store-writer").unstarted(this::loop);
  private @Nullable Session session;
  private final Outage outage =
      new Outage(
          "the store cannot be used; writes fail until it can", "the store can be used again");

  private final CurrentTerm term = new CurrentTerm();
  private final LostCommits lostCommits;

  Writer(
      Database database,
      int snapshotsMax,
      DefinitionCodec codec,
      Clock clock,
      CommitListener listener)
      throws SQLException {
    this.database = database;
    this.snapshotsMax = snapshotsMax;
    this.codec = codec;
    this.clock = clock;
    this.completions = new Completions(listener);
    this.watch = new IdleWatch(clock.monotonicNanos());
    this.lostCommits = new LostCommits(database, clock, this::refuseWaiting);
    session = openSession();
    thread.start();
  }

  /** Queues one write that counts as one operation. */
  <T> CompletionStage<T> write(WriteClass writeClass, Work<T> work) {
    return write(writeClass, 1, work);
  }

  /** Queues one write that counts as several operations. */
  <T> CompletionStage<T> write(WriteClass writeClass, int weight, Work<T> work) {
    Operation<T> operation = new Operation<>(writeClass, weight, work);
    offer(List.of(operation));
    return operation.stage;
  }

  /** Queues many writes of one class, all or none; the result is complete when all are. */
  <T> CompletionStage<List<T>> writeAll(WriteClass writeClass, List<? extends Work<T>> works) {
    if (works.isEmpty()) {
      return CompletableFuture.completedFuture(List.of());
    }
    List<Operation<T>> operations =
        works.stream().map(work -> new Operation<T>(writeClass, 1, work)).toList();
    offer(operations);
    return CompletableFuture.allOf(
            operations.stream()
                .map(operation -> operation.stage)
                .toArray(CompletableFuture<?>[]::new))
        .thenApply(_ -> operations.stream().map(operation -> operation.stage.join()).toList());
  }

  private void offer(List<? extends Operation<?>> operations) {
    WriteQueue.Refusal refusal = queue.offer(operations);
    if (refusal != null) {
      StoreUnavailable cause =
          new StoreUnavailable(
              switch (refusal) {
                case FULL -> "write queue is full";
                case CLOSED -> "the store is closed";
              });
      operations.forEach(operation -> operation.fail(cause));
    }
  }

  private void loop() {
    try {
      Operation<?> first = queue.take();
      while (first != null) {
        transact(first);
        database.committed();
        releaseWhenIdle();
        first = queue.take();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      if (session != null) {
        session.close();
      }
    }
  }

  private void releaseWhenIdle() {
    Session current = session;
    if (watch.isIdle(clock.monotonicNanos()) && current != null) {
      try {
        current.idle();
      } catch (SQLException e) {
        LOG.warn("memory could not be given back; it is tried again", e);
      }
    }
  }

  private void transact(Operation<?> first) {
    long start = clock.monotonicNanos();
    List<Operation<?>> batch = new ArrayList<>();
    int weight = 0;
    try {
      Session current = session();
      for (Operation<?> next = first; next != null; ) {
        batch.add(next);
        next.apply(current);
        weight += next.weight;
        boolean isFull =
            weight >= OPERATIONS_MAX || clock.monotonicNanos() - start >= TRANSACTION_NANOS_MAX;
        next = isFull ? null : queue.poll();
      }
      current.commit();
      committed(batch, weight, start);
    } catch (SQLException | RuntimeException | Error e) {
      if (batch.isEmpty()) {
        batch.add(first);
      }
      undo(batch, e, 0);
    }
  }

  /** Rolls back and fails what must fail; what was only in bad company is applied again. */
  private void undo(List<Operation<?>> batch, Throwable cause, int conflicts) {
    Session failed = session;
    boolean isBroken = cause instanceof SQLException e && database.breaksConnection(e);
    if (failed != null && (!failed.rollback() || isBroken)) {
      failed.close();
      session = null;
    }
    if (cause instanceof TermEnded) {
      LOG.warn("another node has ended the term of this one");
      term.end();
      apply(batch, conflicts);
    } else if (conflicts < CONFLICTS_MAX && isConflict(cause)) {
      LOG.debug("a transaction met another one; it is tried again", cause);
      apply(batch, conflicts + 1);
    } else if (cause instanceof SQLException e && database.isUnavailable(e)) {
      if (e instanceof UnknownCommit) {
        // It may have claimed what nobody here knows of: a new term gives everything back.
        term.end();
      }
      outage.failed(e);
      completions.failed(batch, StoreErrors.of(database, e));
    } else if (batch.size() == 1) {
      LOG.error("a write failed and changed nothing", cause);
      completions.failed(
          batch, cause instanceof SQLException e ? StoreErrors.of(database, e) : cause);
    } else {
      apply(batch.subList(0, batch.size() / 2), 0);
      apply(batch.subList(batch.size() / 2, batch.size()), 0);
    }
  }

  private boolean isConflict(Throwable cause) {
    return cause instanceof SQLException e && database.isConflict(e);
  }

  private void apply(List<Operation<?>> batch, int conflicts) {
    long start = clock.monotonicNanos();
    try {
      Session current = session();
      int weight = 0;
      for (Operation<?> operation : batch) {
        operation.apply(current);
        weight += operation.weight;
      }
      current.commit();
      committed(batch, weight, start);
    } catch (SQLException | RuntimeException | Error e) {
      undo(batch, e, conflicts);
    }
  }

  /**
   * What waits fails as it would if it were tried: nobody waits for a commit of others. False when
   * the writer is closed, which nobody is to wait for either.
   */
  private boolean refuseWaiting(SQLException cause) {
    outage.failed(cause);
    List<Operation<?>> waiting = new ArrayList<>();
    for (Operation<?> next = queue.poll(); next != null; next = queue.poll()) {
      waiting.add(next);
    }
    completions.failed(waiting, StoreErrors.of(database, cause));
    return !queue.isClosed();
  }

  private void committed(List<Operation<?>> batch, int weight, long start) {
    outage.worked();
    watch.committed();
    completions.committed(batch, weight, clock.monotonicNanos() - start);
  }

  private Session session() throws SQLException {
    Session current = session;
    if (current != null && current.isBroken()) {
      current.close();
      current = null;
    }
    if (current == null) {
      current = openSession();
      session = current;
    }
    return current;
  }

  private Session openSession() throws SQLException {
    return Session.open(database, snapshotsMax, codec, term, lostCommits);
  }

  int[] queued() {
    return queue.depths();
  }

  Completions completions() {
    return completions;
  }

  /** Refuses further writes, writes what waits, and ends the thread. */
  @Override
  public void close() {
    queue.close();
    Threads.join(thread);
    completions.close();
  }
}
