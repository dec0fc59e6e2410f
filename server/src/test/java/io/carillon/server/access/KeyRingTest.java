package io.carillon.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.core.ApiKey;
import io.carillon.core.Caller;
import io.carillon.core.Clock;
import io.carillon.core.Namespace;
import io.carillon.core.Scope;
import io.carillon.core.port.ApiKeys;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** With a store that answers when it is told to. */
class KeyRingTest {
  private final CompletableFuture<List<ApiKey>> answer = new CompletableFuture<>();

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
          return answer;
        }

        @Override
        public CompletionStage<Boolean> revoke(UUID id) {
          return CompletableFuture.completedStage(true);
        }

        @Override
        @SuppressWarnings("NullAway") // a stage of Void has nothing else
        public CompletionStage<Void> used(Map<UUID, Instant> lastUsedAt) {
          return CompletableFuture.completedStage(null);
        }
      };

  /** Otherwise the first key would leave the API open for another second. */
  @Test
  void aLookFromBeforeTheFirstKeyDoesNotOpenWhatThatClosed() {
    KeyRing ring = new KeyRing(store, Clock.SYSTEM);
    String text = KeyText.generate();
    ring.refresh();
    ring.add(
        ApiKey.create(
            Namespace.DEFAULT, "admin", Scope.ADMIN, KeyText.hash(text), Clock.SYSTEM.now(), null));

    answer.complete(List.of());

    assertThat(ring.isEmpty()).isFalse();
    assertThat(ring.find(text)).isNotNull();
  }
}
