package io.carillon.store.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The job keys of a table that is normally almost empty, so that asking costs nothing. Follows the
 * writer's transactions: a rollback undoes what was done since the last commit. Writer thread only.
 */
final class TrackedKeys {
  private final Set<Long> keys = new HashSet<>();
  private final List<Long> added = new ArrayList<>();
  private final List<Long> removed = new ArrayList<>();

  /** Starts with the first column of a query. */
  void load(Prepared query) throws SQLException {
    keys.clear();
    try (ResultSet rows = query.query()) {
      while (rows.next()) {
        keys.add(rows.getLong(1));
      }
    }
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
