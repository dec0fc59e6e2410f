package io.carillon.server.access;

import io.carillon.core.Namespace;
import io.carillon.core.port.Namespaces;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The namespaces and their quotas as this node knows them: read from the store each second. While
 * the store cannot be read the last known ones count. Thread-safe.
 */
public final class NamespaceCache {
  private static final Logger LOG = LoggerFactory.getLogger(NamespaceCache.class);

  private record Known(Map<String, Namespace> byName, Map<Integer, Namespace> byKey) {
    static Known of(List<Namespace> list) {
      return new Known(
          list.stream().collect(Collectors.toUnmodifiableMap(Namespace::name, Function.identity())),
          list.stream().collect(Collectors.toUnmodifiableMap(Namespace::key, Function.identity())));
    }
  }

  private final Namespaces namespaces;
  private volatile Known known;

  /** Reads them and waits for them. */
  public NamespaceCache(Namespaces namespaces) {
    this.namespaces = namespaces;
    this.known = Known.of(namespaces.list().toCompletableFuture().join());
  }

  /** Reads them again; does not wait. */
  public void refresh() {
    namespaces
        .list()
        .whenComplete(
            (list, failure) -> {
              if (failure == null) {
                known = Known.of(list);
              } else {
                LOG.debug("the namespaces cannot be read; the last known ones count", failure);
              }
            });
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
