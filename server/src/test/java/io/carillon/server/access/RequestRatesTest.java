package io.carillon.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.core.Namespace;
import io.carillon.core.Quotas;
import io.carillon.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests are kept to a rate. */
class RequestRatesTest {
  private final ManualClock clock = new ManualClock(Instant.EPOCH);
  private final RequestRates rates = new RequestRates(clock);

  private static Namespace namespace(int key, int perSecond) {
    return new Namespace(key, "team", new Quotas(null, null, null, null, perSecond), Instant.EPOCH);
  }

  /** How many of so many requests are let through now. */
  private int take(Namespace namespace, int requests) {
    int taken = 0;
    for (int i = 0; i < requests; i++) {
      taken += rates.take(namespace) ? 1 : 0;
    }
    return taken;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 100, 1_000_000})
  void aSecondsWorthAtOnceAndThenEvenly(int perSecond) {
    Namespace team = namespace(2, perSecond);
    int asked = perSecond + 5;
    assertThat(take(team, asked)).isEqualTo(perSecond);

    clock.advance(Duration.ofMillis(500));
    assertThat(take(team, asked)).isEqualTo(perSecond / 2);
    clock.advance(Duration.ofSeconds(1));
    assertThat(take(team, asked)).isBetween(perSecond, perSecond + 1);
    clock.advance(Duration.ofHours(1));
    assertThat(take(team, asked)).as("no more than a second is saved").isEqualTo(perSecond);
  }

  @Test
  void namespacesDoNotShare() {
    assertThat(take(namespace(2, 3), 10)).isEqualTo(3);
    assertThat(take(namespace(3, 3), 10)).isEqualTo(3);
  }

  @Test
  void withoutAQuotaAllPass() {
    Namespace free = new Namespace(1, "default", Quotas.NONE, Instant.EPOCH);
    assertThat(take(free, 10_000)).isEqualTo(10_000);
  }

  @Test
  void aQuotaThatChangesCountsAtOnce() {
    assertThat(take(namespace(2, 2), 10)).isEqualTo(2);
    assertThat(take(namespace(2, 10), 10)).isZero();
    clock.advance(Duration.ofMillis(500));
    assertThat(take(namespace(2, 10), 10)).isEqualTo(5);
  }
}
