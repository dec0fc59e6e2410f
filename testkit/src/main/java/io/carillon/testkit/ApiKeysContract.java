package io.carillon.testkit;

import static io.carillon.testkit.Stages.join;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.core.ApiKey;
import io.carillon.core.JobId;
import io.carillon.core.Namespace;
import io.carillon.core.Scope;
import io.carillon.core.port.ApiKeys;
import io.carillon.core.port.ApiKeys.Created;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of API keys promises. */
@SuppressWarnings("NullAway.Init") // set before each test
public abstract class ApiKeysContract {
  protected final ManualClock clock = new ManualClock(StoreContract.START);
  private ApiKeys keys;
  private int made;

  /** Opens an empty store that reads its time from the clock. */
  protected abstract ApiKeys open(ManualClock clock) throws Exception;

  @BeforeEach
  final void openStore() throws Exception {
    keys = open(clock);
  }

  /** Keys are told apart by their hash, and sorted by the time in their id. */
  private ApiKey key(String name, @Nullable Instant expiresAt) {
    made++;
    clock.advance(Duration.ofMillis(1));
    return new ApiKey(
        JobId.create(clock.wallMs()).value(),
        Namespace.DEFAULT,
        name,
        Scope.WRITE,
        "%064x".formatted(made),
        clock.now(),
        expiresAt,
        null,
        null);
  }

  private ApiKey created(String name, @Nullable Instant expiresAt) {
    ApiKey key = key(name, expiresAt);
    assertThat(join(keys.create(key))).isEqualTo(Created.YES);
    return key;
  }

  @Test
  final void whatIsCreatedIsListedNewestFirst() {
    assertThat(join(keys.list())).isEmpty();
    ApiKey first = created("first", null);
    ApiKey second = created("second", clock.now().plusSeconds(60));

    assertThat(join(keys.list())).containsExactly(second, first);
  }

  @Test
  final void aRevokedKeyStaysRevoked() {
    ApiKey key = created("a", null);
    ApiKey other = created("b", null);
    Instant revokedAt = clock.now();
    assertThat(join(keys.revoke(key.id()))).isTrue();
    clock.advance(Duration.ofSeconds(9));

    assertThat(join(keys.revoke(key.id()))).isTrue();

    assertThat(join(keys.list()).getLast().revokedAt()).isEqualTo(revokedAt);
    assertThat(join(keys.list()).getLast().isLive(clock.now())).isFalse();
    assertThat(join(keys.list()).getFirst()).isEqualTo(other);
    assertThat(join(keys.revoke(UUID.randomUUID()))).isFalse();
  }

  @Test
  final void twoLiveKeysMayHaveAName() {
    ApiKey first = created("ci", null);
    created("ci", clock.now().plusSeconds(60));
    ApiKey third = key("ci", null);
    assertThat(join(keys.create(third))).isEqualTo(Created.NAME_TAKEN);
    created("other", null);

    join(keys.revoke(first.id()));
    assertThat(join(keys.create(third))).isEqualTo(Created.YES);
    assertThat(join(keys.create(key("ci", null)))).isEqualTo(Created.NAME_TAKEN);

    clock.advance(Duration.ofSeconds(61));
    assertThat(join(keys.create(key("ci", null)))).isEqualTo(Created.YES);
  }

  @Test
  final void aHashIsTakenOnce() {
    ApiKey key = created("a", null);
    ApiKey same =
        new ApiKey(
            UUID.randomUUID(),
            Namespace.DEFAULT,
            "b",
            Scope.ADMIN,
            key.hash(),
            clock.now(),
            null,
            null,
            null);

    assertThat(join(keys.create(same))).isEqualTo(Created.KNOWN);

    assertThat(join(keys.list())).containsExactly(key);
  }

  @Test
  final void theLastUseNeverGoesBack() {
    ApiKey key = created("a", null);
    ApiKey unused = created("b", null);
    Instant later = clock.now().plusSeconds(60);
    join(keys.used(Map.of(key.id(), later)));
    join(keys.used(Map.of(key.id(), later.minusSeconds(30), UUID.randomUUID(), later)));

    assertThat(join(keys.list())).extracting(ApiKey::lastUsedAt).containsExactly(null, later);
    assertThat(join(keys.list()).getFirst()).isEqualTo(unused);
  }

  /** So that a store is not open again because all its keys are of long ago. */
  @Test
  final void whatIsLongRefusedIsForgottenButForTheNewest() {
    ApiKey revoked = created("a", null);
    join(keys.revoke(revoked.id()));
    created("b", clock.now().plusSeconds(1));
    clock.advance(Duration.ofDays(31));
    ApiKey live = created("c", null);
    assertThat(join(keys.list())).hasSize(2);

    join(keys.revoke(live.id()));
    clock.advance(Duration.ofDays(31));
    created("d", null);

    assertThat(join(keys.list())).extracting(ApiKey::name).containsExactly("d", "c");
  }
}
