package io.carillon.server.access;

import io.carillon.core.ApiKey;
import io.carillon.core.Clock;
import io.carillon.core.port.ApiKeys;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The API keys as this node knows them: read from the store each second, so that a key which was
 * made or revoked anywhere is known everywhere soon. While the store cannot be read the last known
 * ones count. Thread-safe.
 */
public final class KeyRing {
  /** How often the uses of keys are written down. */
  private static final Duration NOTE_EVERY = Duration.ofMinutes(1);

  private static final Logger LOG = LoggerFactory.getLogger(KeyRing.class);

  private final ApiKeys keys;
  private final Clock clock;
  private final Map<UUID, Instant> used = new ConcurrentHashMap<>();
  private volatile Map<String, ApiKey> byHash = Map.of();
  private volatile Instant notedAt;

  public KeyRing(ApiKeys keys, Clock clock) {
    this.keys = keys;
    this.clock = clock;
    this.notedAt = clock.now();
  }

  /** Reads the keys and waits for them. */
  public void load() {
    learn(keys.list().toCompletableFuture().join());
  }

  /** Reads the keys again, and writes down which were used; does not wait. */
  public void refresh() {
    keys.list()
        .whenComplete(
            (list, failure) -> {
              if (failure == null) {
                learn(list);
              } else {
                LOG.debug("the API keys cannot be read; the last known ones count", failure);
              }
            });
    if (!used.isEmpty() && clock.now().isAfter(notedAt.plus(NOTE_EVERY))) {
      notedAt = clock.now();
      note(Map.copyOf(used));
    }
  }

  private void note(Map<UUID, Instant> noted) {
    keys.used(noted)
        .whenComplete(
            (_, failure) -> {
              if (failure == null) {
                noted.forEach(used::remove);
              }
            });
  }

  /** A store that has had a key has one, so that no key is news of before the first one. */
  private synchronized void learn(List<ApiKey> list) {
    if (list.isEmpty()) {
      return;
    }
    byHash = list.stream().collect(Collectors.toUnmodifiableMap(ApiKey::hash, Function.identity()));
  }

  /** Knows a key at once that was just made here. */
  public synchronized void add(ApiKey key) {
    Map<String, ApiKey> more = new HashMap<>(byHash);
    more.put(key.hash(), key);
    byHash = Map.copyOf(more);
  }

  /** Whether there never was a key. */
  public boolean isEmpty() {
    return byHash.isEmpty();
  }

  /** The live key of that text, which counts as used, or null. */
  @Nullable ApiKey find(String text) {
    if (!KeyText.isWellFormed(text)) {
      return null;
    }
    ApiKey key = byHash.get(KeyText.hash(text));
    if (key == null || !key.isLive(clock.now())) {
      return null;
    }
    used.put(key.id(), clock.now().truncatedTo(ChronoUnit.MINUTES));
    return key;
  }
}
