package io.carillon.store.jdbc;

import io.carillon.core.Destination;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Keys of destinations, given at their first use. The least recently used of {@value #CACHED_MAX}
 * cached keys make room. Writer thread only.
 */
final class Destinations {
  private static final int CACHED_MAX = 10_000;

  /** The key of a destination; unique index. */
  private static final String FIND =
      "SELECT destination_key FROM destination WHERE host = ? AND port = ? AND scheme = ?";

  /** Gives a destination its key, or finds the one that another writer gave it meanwhile. */
  private static final String INSERT =
      """
      INSERT INTO destination (host, port, scheme) VALUES (?, ?, ?)
      ON CONFLICT (host, port, scheme) DO UPDATE SET scheme = excluded.scheme
      RETURNING destination_key
      """;

  private final Map<Destination, Integer> cache =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Destination, Integer> eldest) {
          return size() > CACHED_MAX;
        }
      };

  int keyOf(Statements statements, Destination destination) throws SQLException {
    Integer cached = cache.get(destination);
    if (cached != null) {
      return cached;
    }
    int key = query(statements.of(FIND), destination);
    if (key == 0) {
      key = query(statements.of(INSERT), destination);
    }
    cache.put(destination, key);
    return key;
  }

  /** The key, or 0. */
  private static int query(Prepared statement, Destination destination) throws SQLException {
    statement.set(destination.host()).set(destination.port()).set(destination.scheme());
    try (ResultSet row = statement.query()) {
      return row.next() ? row.getInt(1) : 0;
    }
  }

  /** After a rollback: a key may have been taken back. */
  void clear() {
    cache.clear();
  }
}
