package io.carillon.server.access;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node's copy of a list in the store. One read at a time, so that none brings back what another
 * has seen change; while the store cannot be read the last one counts. Thread-safe.
 */
final class LocalCopy<T> {
  private static final Logger LOG = LoggerFactory.getLogger(LocalCopy.class);

  private final Supplier<CompletionStage<List<T>>> store;
  private final Consumer<List<T>> learn;
  private List<T> known = List.of();

  /** Made here during the read that is under way, which may not have seen it. */
  private final List<T> made = new ArrayList<>();

  private boolean isReading;
  private boolean isReadAgain;

  /**
   * @param learn is given each new list, one after the other; of two that are the same thing the
   *     later one counts
   */
  LocalCopy(Supplier<CompletionStage<List<T>>> store, Consumer<List<T>> learn) {
    this.store = store;
    this.learn = learn;
  }

  /** Reads the list for the first time and waits for it. */
  synchronized void load() {
    set(store.get().toCompletableFuture().join(), List.of());
  }

  /** Reads the list again, after the read that is under way, if there is one; does not wait. */
  void refresh() {
    synchronized (this) {
      isReadAgain = isReading;
      if (isReading) {
        return;
      }
      isReading = true;
    }
    store
        .get()
        .whenComplete(
            (list, failure) -> {
              if (end(list, failure)) {
                refresh();
              }
            });
  }

  /** Takes in what a read brought; whether somebody asked for another one meanwhile. */
  private synchronized boolean end(@Nullable List<T> list, @Nullable Throwable failure) {
    try {
      if (list == null) {
        LOG.debug("the store cannot be read; what was last known counts", failure);
      } else {
        set(list, made);
      }
    } finally {
      made.clear();
      isReading = false;
    }
    return isReadAgain;
  }

  /** Knows at once what was just made or changed here. */
  synchronized void add(T item) {
    if (isReading) {
      made.add(item);
    }
    set(known, List.of(item));
  }

  private void set(List<T> list, List<T> more) {
    known = Stream.concat(list.stream(), more.stream()).toList();
    learn.accept(known);
  }
}
