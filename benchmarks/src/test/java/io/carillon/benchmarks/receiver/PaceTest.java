package io.carillon.benchmarks.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {
  private final Pace pace = new Pace(100);

  @Test
  void secondsWithoutRequestsAreZero() {
    pace.add(1_000);
    pace.add(1_090);
    pace.add(1_090);
    assertThat(pace.between(998, 1_002)).containsExactly(0, 0, 1, 0);
    assertThat(pace.between(1_089, 1_092)).containsExactly(0, 2, 0);
  }

  @Test
  void pastTheLimitNothingIsCounted() {
    pace.add(1_000);
    pace.add(1_100);
    pace.add(999);
    assertThat(pace.between(999, 1_101)).hasSize(100).containsOnlyOnce(1);
  }
}
