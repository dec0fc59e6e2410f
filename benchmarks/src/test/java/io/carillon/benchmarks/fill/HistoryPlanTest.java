package io.carillon.benchmarks.fill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HistoryPlanTest {
  private static final long NOW = 1_800_000_000;

  @Test
  void timesRiseWithinTheDaysAndNoJobFiresTwiceInASecond() {
    HistoryPlan plan = HistoryPlan.of(10_000, 7, 1, NOW);
    Set<String> occurrences = new HashSet<>();
    long last = (NOW - 86_400) * 1_000;
    for (int i = 0; i < 10_000; i++) {
      long scheduledAtMs = plan.scheduledAtMs(i);
      assertThat(scheduledAtMs).isGreaterThanOrEqualTo(last);
      assertThat(occurrences.add(plan.job(i) + " " + scheduledAtMs)).isTrue();
      last = scheduledAtMs;
    }
    assertThat(last).isLessThanOrEqualTo((NOW - plan.periodSeconds()) * 1_000);
  }

  @Test
  void moreThanOneASecondAndJobIsRefused() {
    assertThatThrownBy(() -> HistoryPlan.of(86_400, 1, 1, NOW))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
