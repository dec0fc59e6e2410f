package io.carillon.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** How the engine's time follows a wall clock that is corrected. */
class TimelineTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final long HOLD_MS = 5_000;

  private final ManualClock clock = new ManualClock(START);
  private final Timeline timeline = new Timeline(clock, HOLD_MS);

  @Test
  void followsTheWallClock() {
    pass(1_234);
    assertThat(now()).isEqualTo(1_234);
    assertThat(timeline.upMs()).isEqualTo(1_234);

    setBack(-40);
    assertThat(timeline.advance()).isFalse();

    assertThat(now()).as("a small step forward").isEqualTo(1_274);
    assertThat(timeline.upMs()).isEqualTo(1_234);
    assertThat(timeline.aheadMs()).isZero();
  }

  @Test
  void waitsForTheWallClockAfterASmallStepBack() {
    pass(2_000);
    setBack(900);

    pass(500);
    assertThat(now()).isEqualTo(2_000);
    assertThat(timeline.aheadMs()).isZero();
    pass(600);

    assertThat(now()).isEqualTo(2_200);
  }

  @Test
  void jumpsWithTheWallClockToTheFuture() {
    setBack(-3_600_000);

    assertThat(timeline.advance()).isFalse();

    assertThat(now()).isEqualTo(3_600_000);
  }

  @Test
  void runsOnForAWhileAfterALargeStepBackAndThenFollows() {
    pass(10_000);
    setBack(3_600_000);
    for (int i = 1; i < 500; i++) {
      assertThat(pass(10)).isFalse();
      assertThat(now()).isEqualTo(10_000 + i * 10);
      assertThat(timeline.aheadMs()).isEqualTo(3_600_000);
    }
    pass(10);

    assertThat(pass(10)).as("time went back").isTrue();

    assertThat(now()).isEqualTo(10_000 + 5_010 - 3_600_000);
    assertThat(timeline.aheadMs()).isZero();
    assertThat(timeline.upMs()).isEqualTo(15_010);
    assertThat(pass(10)).isFalse();
  }

  @Test
  void losesNoTimeWhileItRunsOnInPartsOfAMillisecond() {
    setBack(3_600_000);
    for (int i = 0; i < 4_000; i++) {
      clock.advance(Duration.ofNanos(700_000));
      timeline.advance();
    }

    assertThat(now()).isEqualTo(2_800);
  }

  @Test
  void followsAgainWhenTheWallClockComesBackMeanwhile() {
    pass(10_000);
    setBack(60_000);
    pass(1_000);

    setBack(-60_000);
    assertThat(pass(100)).isFalse();

    assertThat(now()).isEqualTo(11_100);
    assertThat(timeline.aheadMs()).isZero();
  }

  private boolean pass(long ms) {
    clock.advance(Duration.ofMillis(ms));
    return timeline.advance();
  }

  private void setBack(long ms) {
    clock.setWall(clock.now().minusMillis(ms));
  }

  private long now() {
    return timeline.nowMs() - START.toEpochMilli();
  }
}
