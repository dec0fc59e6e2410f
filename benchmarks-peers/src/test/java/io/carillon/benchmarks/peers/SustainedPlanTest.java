package io.carillon.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SustainedPlanTest {
  private static final Instant NOW = Instant.parse("2027-01-01T00:00:00.700Z");

  @Test
  void theWindowFollowsLeadAndWarmUpOnWholeSeconds() {
    SustainedPlan.Times times = new SustainedPlan(100, 4, 3, 20).startingFrom(NOW);
    assertThat(times.startAt()).isEqualTo("2027-01-01T00:00:05Z");
    assertThat(times.from()).isEqualTo("2027-01-01T00:00:08Z");
    assertThat(times.to()).isEqualTo("2027-01-01T00:00:28Z");
    assertThat(times.endAt()).isEqualTo("2027-01-01T00:00:29Z");
  }

  @Test
  void isLostWhenMoreThanOneInAHundredCallsOfTheWindowAreTooLate() {
    SustainedPlan plan = new SustainedPlan(100, 4, 3, 20);
    assertThat(plan.lost(20)).isFalse();
    assertThat(plan.lost(21)).isTrue();
  }

  @Test
  void aSecondIsOverdueOnceDriftMaxIsOver() {
    SustainedPlan.Times times = new SustainedPlan(1, 0, 0, 3).startingFrom(NOW);
    Instant from = times.from();
    Duration second = Duration.ofSeconds(1);
    assertThat(before(times, from.plusMillis(999), second)).isEqualTo(from);
    assertThat(before(times, from.plusMillis(1_000), second)).isEqualTo(from.plusSeconds(1));
    assertThat(before(times, from.plusMillis(2_500), second)).isEqualTo(from.plusSeconds(2));
    assertThat(before(times, from.plusSeconds(60), second)).isEqualTo(times.to());
    assertThat(before(times, from.plusMillis(6_000), second.multipliedBy(6)))
        .isEqualTo(from.plusSeconds(1));
  }

  private static Instant before(SustainedPlan.Times times, Instant now, Duration driftMax) {
    return SustainedPlan.overdueBefore(now, driftMax, times);
  }
}
