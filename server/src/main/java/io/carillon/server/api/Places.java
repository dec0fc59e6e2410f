package io.carillon.server.api;

import io.carillon.server.http.Problem;
import io.carillon.server.http.ProblemCode;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Places for requests that cost much while they are under way on this node. A namespace has a
 * quarter of them, so that none takes what all need. Thread-safe.
 */
final class Places {
  private static final int PARTS = 4;

  private final int ofNamespaceMax;
  private final Map<Integer, Integer> taken = new HashMap<>();

  /**
   * @param ofNamespaceMax how many a namespace may take, 1 or more
   */
  Places(int ofNamespaceMax) {
    this.ofNamespaceMax = ofNamespaceMax;
  }

  /**
   * Begins what costs much, on a place that is taken until it has ended.
   *
   * @param busy what the caller is told when there is no place for his namespace: a 429
   */
  <T> CompletionStage<T> use(int namespaceKey, String busy, Supplier<CompletionStage<T>> work) {
    if (!tryTake(namespaceKey)) {
      throw Problem.of(ProblemCode.TOO_MANY_REQUESTS, busy).exception();
    }
    try {
      return work.get().whenComplete((_, _) -> giveBack(namespaceKey));
    } catch (RuntimeException e) {
      giveBack(namespaceKey);
      throw e;
    }
  }

  /** Takes one, if the namespace may have another and there is one. */
  synchronized boolean tryTake(int namespaceKey) {
    int own = taken.getOrDefault(namespaceKey, 0);
    int all = taken.values().stream().mapToInt(Integer::intValue).sum();
    if (own == ofNamespaceMax || all == PARTS * ofNamespaceMax) {
      return false;
    }
    taken.put(namespaceKey, own + 1);
    return true;
  }

  /** Gives back one that was taken. */
  synchronized void giveBack(int namespaceKey) {
    taken.computeIfPresent(namespaceKey, (_, own) -> own == 1 ? null : own - 1);
  }
}
