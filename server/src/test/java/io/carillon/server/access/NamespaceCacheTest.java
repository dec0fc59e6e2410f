package io.carillon.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.core.Caller;
import io.carillon.core.Namespace;
import io.carillon.core.Quotas;
import io.carillon.core.port.Namespaces;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** With a store that answers when it is told to. */
class NamespaceCacheTest {
  private final SlowStore<Namespace> stored = new SlowStore<>(List.of());

  private final Namespaces store =
      new Namespaces() {
        private boolean isStarted;

        @Override
        public Namespaces by(Caller caller) {
          return this;
        }

        // The first time, when it is waited for, it answers at once.
        @Override
        public CompletionStage<List<Namespace>> list() {
          CompletionStage<List<Namespace>> answer = stored.list();
          if (!isStarted) {
            isStarted = true;
            stored.endAll();
          }
          return answer;
        }

        @Override
        public CompletionStage<Optional<Namespace>> put(String name, Quotas quotas) {
          return CompletableFuture.completedStage(Optional.empty());
        }
      };

  private final NamespaceCache cache = new NamespaceCache(store);

  private static Namespace team(int inFlightMax) {
    return new Namespace(2, "team", new Quotas(null, null, null, inFlightMax, null), Instant.EPOCH);
  }

  @Test
  void aLookFromBeforeAQuotaWasSetDoesNotBringTheOldOneBack() {
    stored.set(List.of(team(7)));
    cache.refresh();
    stored.set(List.of(team(3)));
    cache.refresh();

    stored.endAll();

    assertThat(cache.inFlightMax(2)).isEqualTo(3);
  }

  @Test
  void aLookFromBeforeANamespaceWasMadeDoesNotForgetIt() {
    cache.refresh();
    cache.add(team(3));

    stored.endAll();

    assertThat(cache.find("team")).isNotNull();
  }

  @Test
  void otherQuotasAreKnownAtOnce() {
    cache.add(team(7));
    cache.add(team(3));

    assertThat(cache.inFlightMax(2)).isEqualTo(3);
  }
}
