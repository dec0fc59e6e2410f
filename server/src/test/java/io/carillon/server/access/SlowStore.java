package io.carillon.server.access;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A list whose reads see what it holds when they begin, and end when they are told to. */
final class SlowStore<T> {
  private final Deque<Runnable> open = new ArrayDeque<>();
  private List<T> held;

  SlowStore(List<T> held) {
    this.held = held;
  }

  void set(List<T> list) {
    held = list;
  }

  CompletionStage<List<T>> list() {
    CompletableFuture<List<T>> answer = new CompletableFuture<>();
    List<T> seen = held;
    open.push(() -> answer.complete(seen));
    return answer;
  }

  /** Ends all reads, the latest first. */
  void endAll() {
    while (!open.isEmpty()) {
      open.pop().run();
    }
  }
}
