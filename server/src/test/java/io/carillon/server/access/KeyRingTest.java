package io.carillon.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.core.ApiKey;
import io.carillon.core.Caller;
import io.carillon.core.Namespace;
import io.carillon.core.Scope;
import io.carillon.core.port.ApiKeys;
import io.carillon.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** With a store that answers when it is told to. */
class KeyRingTest {
  private final SlowStore<ApiKey> stored = new SlowStore<>(List.of());

  private final ApiKeys store =
      new ApiKeys() {
        @Override
        public ApiKeys by(Caller caller) {
          return this;
        }

        @Override
        public CompletionStage<Created> create(ApiKey key) {
          return CompletableFuture.completedStage(Created.YES);
        }

        @Override
        public CompletionStage<List<ApiKey>> list() {
          return stored.list();
        }

        @Override
        public CompletionStage<Boolean> revoke(UUID id) {
          return CompletableFuture.completedStage(true);
        }

        @Override
        @SuppressWarnings("NullAway") // a stage of Void has nothing else
        public CompletionStage<Void> used(Map<UUID, Instant> lastUsedAt) {
          noted.add(lastUsedAt);
          return CompletableFuture.completedStage(null);
        }
      };

  private final List<Map<UUID, Instant>> noted = new ArrayList<>();
  private final ManualClock clock = new ManualClock(Instant.parse("2027-01-01T00:00:30Z"));
  private final KeyRing ring = new KeyRing(store, clock);

  private static ApiKey key(String text) {
    return ApiKey.create(
        Namespace.DEFAULT, "admin", Scope.ADMIN, KeyText.hash(text), Instant.EPOCH, null);
  }

  private static ApiKey revoked(ApiKey key) {
    return new ApiKey(
        key.id(),
        key.namespace(),
        key.name(),
        key.scope(),
        key.hash(),
        key.createdAt(),
        null,
        null,
        Instant.EPOCH);
  }

  /** Otherwise the first key would leave the API open for another second. */
  @Test
  void aLookFromBeforeTheFirstKeyDoesNotOpenWhatThatClosed() {
    String text = KeyText.generate();
    ring.refresh();
    ring.add(key(text));

    stored.endAll();

    assertThat(ring.isEmpty()).isFalse();
    assertThat(ring.find(text)).isNotNull();
  }

  @Test
  void aLookFromBeforeAKeyWasMadeDoesNotForgetIt() {
    String old = KeyText.generate();
    String text = KeyText.generate();
    stored.set(List.of(key(old)));
    ring.refresh();
    ring.add(key(text));

    stored.endAll();

    assertThat(ring.find(old)).isNotNull();
    assertThat(ring.find(text)).isNotNull();
  }

  @Test
  void aLookFromBeforeAKeyWasRevokedDoesNotBringItBack() {
    String text = KeyText.generate();
    ApiKey key = key(text);
    stored.set(List.of(key));
    ring.refresh();
    stored.set(List.of(revoked(key)));
    ring.refresh();

    stored.endAll();

    assertThat(ring.find(text)).isNull();
  }

  @Test
  void whenAKeyWasUsedIsWrittenDownOnceAMinute() {
    String text = KeyText.generate();
    ApiKey key = key(text);
    ring.add(key);
    ring.find(text);
    ring.refresh();
    assertThat(noted).isEmpty();

    clock.advance(Duration.ofSeconds(61));
    ring.refresh();
    assertThat(noted).containsExactly(Map.of(key.id(), Instant.parse("2027-01-01T00:00:00Z")));

    clock.advance(Duration.ofSeconds(61));
    ring.refresh();
    assertThat(noted).as("what is written is not written again").hasSize(1);
  }
}
