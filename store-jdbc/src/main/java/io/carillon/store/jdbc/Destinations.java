package io.carillon.store.jdbc;

import io.carillon.core.Destination;
import io.carillon.core.Namespace;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Keys of destinations, given at their first use. Each namespace has destinations of its own, so
 * that one does not wait behind the calls of another; other namespaces than the default one write
 * their key before the host, as nodes of earlier versions give keys too and know each host only
 * once. The least recently used of {@value #CACHED_MAX} cached keys make room. Writer thread only.
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

  private record Place(int namespaceKey, Destination destination) {
    String host() {
      return namespaceKey == Namespace.DEFAULT_KEY
          ? destination.host()
          : namespaceKey + "/" + destination.host();
    }
  }

  private final Map<Place, Integer> cache =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Place, Integer> eldest) {
          return size() > CACHED_MAX;
        }
      };

  int keyOf(Statements statements, int namespaceKey, Destination destination) throws SQLException {
    Place place = new Place(namespaceKey, destination);
    Integer cached = cache.get(place);
    if (cached != null) {
      return cached;
    }
    int key = query(statements.of(FIND), place);
    if (key == 0) {
      key = query(statements.of(INSERT), place);
    }
    cache.put(place, key);
    return key;
  }

  /** The key, or 0. */
  private static int query(Prepared statement, Place place) throws SQLException {
    Destination destination = place.destination();
    statement.set(place.host()).set(destination.port()).set(destination.scheme());
    try (ResultSet row = statement.query()) {
      return row.next() ? row.getInt(1) : 0;
    }
  }

  /** The destination of a row of scheme, host and port, whichever namespace it is of. */
  static Destination read(ResultSet row) throws SQLException {
    String host = row.getString(2);
    return new Destination(row.getString(1), host.substring(host.indexOf('/') + 1), row.getInt(3));
  }

  /** After a rollback: a key may have been taken back. */
  void clear() {
    cache.clear();
  }
}
