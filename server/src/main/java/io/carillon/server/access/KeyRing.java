package io.carillon.server.access;

import io.carillon.core.ApiKey;
import io.carillon.core.Clock;
import io.carillon.core.port.ApiKeys;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The API keys as this node knows them: read from the store each second, so that a key which was
 * made or revoked anywhere is known everywhere soon. While the store cannot be read the last known
 * ones count. Thread-safe.
 */
public final class KeyRing {
  /** How often the uses of keys are written down. */
  private static final Duration NOTE_EVERY = Duration.ofMinutes(1);

  private final ApiKeys keys;
  private final Clock clock;
  private final LocalCopy<ApiKey> copy;
  private final Map<UUID, Instant> used = new ConcurrentHashMap<>();
  private volatile Map<String, ApiKey> byHash = Map.of();
  private volatile Instant notedAt;

  public KeyRing(ApiKeys keys, Clock clock) {
    this.keys = keys;
    this.clock = clock;
    this.copy = new LocalCopy<>(keys::list, this::learn);
    this.notedAt = clock.now();
  }

  /** Reads the keys and waits for them. */
  public void load() {
    copy.load();
  }

  /** Reads the keys again, and writes down which were used; does not wait. */
  public void refresh() {
    copy.refresh();
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
  private void learn(List<ApiKey> list) {
    if (!list.isEmpty()) {
      byHash =
          list.stream()
              .collect(
                  Collectors.toUnmodifiableMap(
                      ApiKey::hash, Function.identity(), (_, later) -> later));
    }
  }

  /** Knows a key at once that was just made here. */
  public void add(ApiKey key) {
    copy.add(key);
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
