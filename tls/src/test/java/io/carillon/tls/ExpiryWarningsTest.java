package io.carillon.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ExpiryWarningsTest {
  private static final Instant EXPIRES_AT = Instant.parse("2027-03-15T12:00:00Z");

  private final ExpiryWarnings warnings = new ExpiryWarnings();

  private boolean isDue(Duration before) {
    return warnings.due("x", EXPIRES_AT, EXPIRES_AT.minus(before)).isPresent();
  }

  @Test
  void twoWeeksBeforeAndThenOnceADay() {
    assertThat(isDue(Duration.ofDays(14).plusSeconds(1))).isFalse();
    assertThat(isDue(Duration.ofDays(14))).isTrue();
    assertThat(isDue(Duration.ofDays(13).plusSeconds(1))).isFalse();
    assertThat(isDue(Duration.ofDays(13))).isTrue();
  }

  @Test
  void itSaysWhoseAndWhen() {
    assertThat(warnings.due("a", EXPIRES_AT, EXPIRES_AT.minusSeconds(1)))
        .contains("the certificate of a expires at 2027-03-15T12:00:00Z");
    assertThat(warnings.due("b", EXPIRES_AT, EXPIRES_AT))
        .contains("the certificate of b has expired at 2027-03-15T12:00:00Z");
  }

  @Test
  void aRenewedOneIsWarnedOfAgainWhenItsTimeComes() {
    assertThat(isDue(Duration.ofDays(1))).isTrue();
    Instant now = EXPIRES_AT;
    Instant next = EXPIRES_AT.plus(Duration.ofDays(90));
    assertThat(warnings.due("x", next, now)).isEmpty();

    assertThat(warnings.due("x", EXPIRES_AT, now)).isPresent();
  }
}
