package io.carillon.store.jdbc;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The known job keys of a table. Follows the writer's transactions: a rollback undoes what was done
 * since the last commit. Writer thread only.
 */
final class TrackedKeys {
  private final Set<Long> keys = new HashSet<>();
  private final List<Long> added = new ArrayList<>();
  private final List<Long> removed = new ArrayList<>();

  /** A key that is in the table since before the transaction. */
  void found(long key) {
    keys.add(key);
  }

  boolean contains(long key) {
    return !keys.isEmpty() && keys.contains(key);
  }

  void add(long key) {
    if (keys.add(key) && !removed.remove((Long) key)) {
      added.add(key);
    }
  }

  void remove(long key) {
    if (keys.remove(key) && !added.remove((Long) key)) {
      removed.add(key);
    }
  }

  /** Knows nothing any more. */
  void clear() {
    keys.clear();
    commit();
  }

  void commit() {
    added.clear();
    removed.clear();
  }

  void rollback() {
    added.forEach(keys::remove);
    keys.addAll(removed);
    commit();
  }
}
