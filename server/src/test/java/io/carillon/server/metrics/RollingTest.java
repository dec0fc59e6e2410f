package io.carillon.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.core.ExecutionState;
import io.carillon.core.port.OutcomeCounts.Counts;
import org.junit.jupiter.api.Test;

class RollingTest {
  private static final long START_MS = 1_800_000_000_000L;

  @Test
  void aRingForgetsWhatIsOld() {
    SecondRing ring = new SecondRing(60);
    for (int second = 0; second < 200; second++) {
      ring.add(START_MS + second * 1_000L, 2);
    }
    long now = START_MS + 199_000;

    assertThat(ring.sum(now, 1)).isEqualTo(2);
    assertThat(ring.sum(now, 60)).isEqualTo(120);
    assertThat(ring.sum(now + 30_000, 60)).isEqualTo(60);
    assertThat(ring.sum(now + 60_000, 60)).isZero();
  }

  @Test
  void outcomesAreCountedByTheirState() {
    RollingOutcomes outcomes = new RollingOutcomes();
    outcomes.add(ExecutionState.SUCCESS, START_MS, 3);
    outcomes.add(ExecutionState.FAILED, START_MS + 1_000, 1);
    outcomes.add(ExecutionState.RUNNING, START_MS, 1);

    assertThat(outcomes.last(START_MS + 2_000, 60)).isEqualTo(new Counts(3, 1, 0, 0));
    assertThat(outcomes.last(START_MS + 60_500, 60)).isEqualTo(new Counts(0, 1, 0, 0));
    assertThat(outcomes.sinceStart()).isEqualTo(new Counts(3, 1, 0, 0));
  }

  @Test
  void aHistogramShowsTheLastMinute() {
    RollingHistogram histogram = new RollingHistogram(10_000);
    assertThat(histogram.summary()).isEmpty();
    for (int value = 1; value <= 100; value++) {
      histogram.record(value);
    }
    histogram.record(1_000_000);
    histogram.record(-5);
    histogram.rotate();

    RollingHistogram.Summary summary = histogram.summary().orElseThrow();
    assertThat(summary.p50()).isBetween(48.0, 52.0);
    assertThat(summary.max()).isBetween(10_000.0, 10_100.0);

    for (int i = 0; i < RollingHistogram.PARTS; i++) {
      histogram.rotate();
    }
    assertThat(histogram.summary()).isEmpty();
  }
}
