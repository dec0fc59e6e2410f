package io.carillon.store.jdbc;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what was used last, bounded in number and in length: the least recently used make room. Not
 * thread-safe.
 */
final class BoundedCache<K, V> {
  private record Entry<V>(V value, int length) {}

  private final Map<K, Entry<V>> entries = new LinkedHashMap<>(16, 0.75f, true);
  private final int entriesMax;
  private final long lengthMax;
  private long length;

  /**
   * @param lengthMax of all values together, in the unit of {@link #put}
   */
  BoundedCache(int entriesMax, long lengthMax) {
    this.entriesMax = entriesMax;
    this.lengthMax = lengthMax;
  }

  /** Null when it is not there. */
  @Nullable V get(K key) {
    Entry<V> entry = entries.get(key);
    return entry == null ? null : entry.value;
  }

  /** Keeps a value whose key is not there, unless it is too long by itself. */
  void put(K key, V value, int valueLength) {
    entries.put(key, new Entry<>(value, valueLength));
    length += valueLength;
    Iterator<Entry<V>> eldest = entries.values().iterator();
    while (entries.size() > entriesMax || length > lengthMax) {
      length -= eldest.next().length;
      eldest.remove();
    }
  }

  void clear() {
    entries.clear();
    length = 0;
  }
}
