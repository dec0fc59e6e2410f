package io.carillon.server.api;

import java.util.HashMap;
import java.util.Map;

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
