package io.carillon.store.jdbc;

import io.carillon.core.port.StoreUnavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

/** A few threads that read, each with a connection of its own. Thread-safe. */
final class Readers implements AutoCloseable {
  /** How many reads may wait; beyond it reads fail with "read queue is full". */
  private static final int QUEUED_MAX = 2_000;

  private final BlockingQueue<Reader.Task> queue = new ArrayBlockingQueue<>(QUEUED_MAX);
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * @param name of the threads, before their numbers
   */
  Readers(Database database, Reader.Source source, int count, String name) {
    for (int i = 0; i < count; i++) {
      Reader reader = new Reader(database, source, queue);
      threads.add(Thread.ofPlatform().name(name + i).daemon().start(reader::loop));
    }
  }

  <T> CompletionStage<T> read(Query<T> query) {
    CompletableFuture<T> stage = new CompletableFuture<>();
    Reader.Task task =
        new Reader.Task(
            statements -> stage.complete(query.run(statements)), stage::completeExceptionally);
    if (!queue.offer(task)) {
      stage.completeExceptionally(new StoreUnavailable("read queue is full"));
    }
    // Looked at after the offer: a close that went before would leave the task in the queue.
    if (closed.get() && queue.remove(task)) {
      stage.completeExceptionally(new StoreUnavailable("the store is closed"));
    }
    return stage;
  }

  int queued() {
    return queue.size();
  }

  /** Ends the threads; what still waits fails. */
  @Override
  public void close() {
    closed.set(true);
    threads.forEach(Thread::interrupt);
    threads.forEach(Threads::join);
    List<Reader.Task> left = new ArrayList<>();
    queue.drainTo(left);
    left.forEach(task -> task.fail().accept(new StoreUnavailable("the store is closed")));
  }
}
