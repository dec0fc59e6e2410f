package io.carillon.server.api;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;

/** Does something asynchronous to many items, a bounded number at a time. */
final class Window<T, R> {
  private final List<T> items;
  private final Function<T, CompletionStage<R>> work;
  private final AtomicReferenceArray<R> results;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger open;
  private final CompletableFuture<List<R>> done = new CompletableFuture<>();

  private Window(List<T> items, Function<T, CompletionStage<R>> work) {
    this.items = items;
    this.work = work;
    this.results = new AtomicReferenceArray<>(items.size());
    this.open = new AtomicInteger(items.size());
  }

  /**
   * Works on every item.
   *
   * @param width how many at a time
   * @param work must not throw; a failed stage fails the whole
   * @return results in the order of the items
   */
  static <T, R> CompletionStage<List<R>> map(
      List<T> items, int width, Function<T, CompletionStage<R>> work) {
    Window<T, R> window = new Window<>(items, work);
    for (int i = 0; i < Math.min(width, items.size()); i++) {
      window.takeNext();
    }
    return items.isEmpty() ? CompletableFuture.completedStage(List.of()) : window.done;
  }

  /** Goes on without growing the stack when stages are complete already. */
  private void takeNext() {
    for (int i = next.getAndIncrement(); i < items.size(); i = next.getAndIncrement()) {
      int index = i;
      CompletableFuture<R> stage = work.apply(items.get(i)).toCompletableFuture();
      if (!stage.isDone()) {
        CompletionStage<R> _ =
            stage.whenComplete(
                (result, failure) -> {
                  end(index, result, failure);
                  takeNext();
                });
        return;
      }
      CompletionStage<R> _ = stage.whenComplete((result, failure) -> end(index, result, failure));
    }
  }

  @SuppressWarnings("NullAway") // of result and failure one is null
  private void end(int index, R result, Throwable failure) {
    if (failure != null) {
      done.completeExceptionally(failure);
      return;
    }
    results.set(index, result);
    if (open.decrementAndGet() == 0) {
      List<R> all = new ArrayList<>(items.size());
      for (int i = 0; i < items.size(); i++) {
        all.add(results.get(i));
      }
      done.complete(all);
    }
  }
}
