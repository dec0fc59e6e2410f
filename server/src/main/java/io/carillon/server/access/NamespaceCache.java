package io.carillon.server.access;

import io.carillon.core.Namespace;
import io.carillon.core.port.Namespaces;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The namespaces and their quotas as this node knows them: read from the store each second. While
 * the store cannot be read the last known ones count. Thread-safe.
 */
public final class NamespaceCache {
  private record Known(Map<String, Namespace> byName, Map<Integer, Namespace> byKey) {
    static Known of(List<Namespace> list) {
      return new Known(by(Namespace::name, list), by(Namespace::key, list));
    }

    private static <K> Map<K, Namespace> by(Function<Namespace, K> key, List<Namespace> list) {
      return list.stream()
          .collect(Collectors.toUnmodifiableMap(key, Function.identity(), (_, later) -> later));
    }
  }

  private final LocalCopy<Namespace> copy;
  private volatile Known known = Known.of(List.of());

  /** Reads them and waits for them. */
  public NamespaceCache(Namespaces namespaces) {
    copy = new LocalCopy<>(namespaces::list, list -> known = Known.of(list));
    copy.load();
  }

  /** Reads them again; does not wait. */
  public void refresh() {
    copy.refresh();
  }

  /** Knows one at once that was just made here, or got other quotas. */
  public void add(Namespace namespace) {
    copy.add(namespace);
  }

  /** The namespace of a name, or null. */
  public @Nullable Namespace find(String name) {
    return known.byName.get(name);
  }

  /** The one that there is from the start. */
  Namespace main() {
    return Objects.requireNonNull(known.byKey.get(Namespace.DEFAULT_KEY));
  }

  /** How many calls of a namespace may be under way on this node. */
  public int inFlightMax(int namespaceKey) {
    Namespace namespace = known.byKey.get(namespaceKey);
    Integer max = namespace == null ? null : namespace.quotas().inFlightMax();
    return max == null ? Integer.MAX_VALUE : max;
  }
}
