package io.carillon.store.jdbc;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the stages of writes on one thread, in the order of commits, so that what callers do next
 * never holds up the writer.
 */
final class Completions implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Completions.class);
  private static final WriteClass[] CLASSES = WriteClass.values();

  private final ExecutorService executor =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().name("carillon-store-completions").factory());
  private final CommitListener listener;
  private volatile Last last = new Last(0, 0, 0, 0);

  /** The last commit and the sums so far. */
  record Last(long nanos, int operations, long commits, long operationsInAll) {}

  Completions(CommitListener listener) {
    this.listener = listener;
  }

  void committed(List<Operation<?>> batch, int weight, long nanos) {
    last = new Last(nanos, weight, last.commits() + 1, last.operationsInAll() + weight);
    executor.execute(
        () -> {
          for (Operation<?> operation : batch) {
            operation.succeed();
          }
          report(batch, nanos);
        });
  }

  private void report(List<Operation<?>> batch, long nanos) {
    int[] weights = new int[CLASSES.length];
    for (Operation<?> operation : batch) {
      weights[operation.writeClass.rank()] += operation.weight;
    }
    try {
      for (WriteClass writeClass : CLASSES) {
        if (weights[writeClass.rank()] > 0) {
          listener.onCommit(writeClass, weights[writeClass.rank()], nanos);
        }
      }
    } catch (RuntimeException e) {
      LOG.error("a listener of commits failed", e);
    }
  }

  void failed(List<Operation<?>> batch, Throwable cause) {
    List<Operation<?>> operations = List.copyOf(batch);
    executor.execute(() -> operations.forEach(operation -> operation.fail(cause)));
  }

  Last last() {
    return last;
  }

  @Override
  public void close() {
    executor.close();
  }
}
