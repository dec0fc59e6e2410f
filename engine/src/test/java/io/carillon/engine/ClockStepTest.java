package io.carillon.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.core.ExecutionState;
import io.carillon.engine.ScriptedInvoker.Reaction;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** An administrator sets the clock. */
class ClockStepTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private final World world = World.started();

  @Test
  void plannedExecutionsAreSentOnTimeAfterAStepBack() {
    world.create(JobDraft.of("* * * * * *"));
    world.advanceTo(500);

    world.clock.setWall(world.clock.now().minus(HOUR));
    world.advance(4_700);

    assertThat(world.calledInstants()).containsExactly(1_000L, 2_000L, 3_000L, 4_000L, 5_000L);
    assertThat(world.callTimes())
        .as("at the pace of the monotonic clock")
        .allMatch(at -> Math.floorMod(at, 1_000) == 0);
    world.assertLeavesNothing();
  }

  @Test
  void jobsAreNotSilentForAsLongAsTheClockWasAhead() {
    MemoryJob job = world.create(JobDraft.of("* * * * * *"));
    world.advanceTo(5_500);

    world.clock.setWall(world.clock.now().minus(HOUR));
    world.advance(20_000);

    assertThat(world.calledInstants())
        .doesNotHaveDuplicates()
        .contains(-3_580_000L, -3_579_000L, -3_578_000L, -3_577_000L);
    assertThat(job.skippedRuns()).isEmpty();
    world.assertLeavesNothing();
  }

  @Test
  void nothingStallsAfterAStepBack() {
    world.create(JobDraft.of("* * * * * *"));
    world.advanceTo(3_500);

    world.clock.setWall(world.clock.now().minus(HOUR));
    world.advance(6_000);
    MemoryJob created = world.create(JobDraft.of("* * * * * *"));
    world.invoker.script(_ -> new Reaction(400, 200, -1));
    world.advance(2_000);

    assertThat(World.states(created)).contains(ExecutionState.SUCCESS);
    assertThat(world.heard.moves.stream().map(EngineListener.Moved::to))
        .as("long calls become RUNNING")
        .contains(ExecutionState.RUNNING);
    world.assertLeavesNothing();
  }

  @Test
  void noOccurrenceIsSentTwiceAfterAStepBack() {
    MemoryJob job = world.create(JobDraft.of("* * * * * *"));
    world.advanceTo(5_500);

    world.clock.setWall(world.clock.now().minusSeconds(4));
    world.advance(3_000);
    world.edit(job, JobDraft.of("* * * * * *").host("moved.test"));
    world.advance(12_000);

    assertThat(world.calledInstants()).doesNotHaveDuplicates().contains(6_000L, 12_000L, 16_000L);
    world.assertLeavesNothing();
  }

  @Test
  void retriesKeepTheirPauseAfterAStepBack() {
    world.invoker.script(_ -> new Reaction(0, 503, -1));
    MemoryJob job = world.create(JobDraft.of("@at 2026-01-01T00:00:01Z").retry(3, 1_000));
    world.advanceTo(500);

    world.clock.setWall(world.clock.now().minus(HOUR));
    world.advance(600);
    assertThat(world.invoker.calls()).hasSize(1);
    world.advance(900);
    assertThat(world.invoker.calls()).as("one second has passed").hasSize(2);
    world.advance(10_000);

    assertThat(world.invoker.calls()).as("no retry is an hour late").hasSize(4);
    assertThat(World.states(job)).containsExactly(ExecutionState.FAILED);
    world.assertNothingHeld();
  }

  @Test
  void aRetryThatWaitsWhenTheTimeFollowsIsNotLate() {
    world.invoker.script(_ -> new Reaction(0, 503, -1));
    MemoryJob job = world.create(JobDraft.of("@at 2026-01-01T00:00:04.500Z").retry(1, 2_500));
    world.advanceTo(1_600); // It is claimed by now.

    world.clock.setWall(world.clock.now().minus(HOUR));
    world.advance(3_000);
    assertThat(world.invoker.calls()).hasSize(1);
    world.advance(2_300);
    assertThat(world.invoker.calls()).hasSize(1);
    world.advance(300);

    assertThat(world.invoker.calls()).hasSize(2);
    assertThat(World.states(job)).containsExactly(ExecutionState.FAILED);
    world.assertNothingHeld();
  }

  @Test
  void occurrencesThatAStepForwardLeftOutAreMissed() {
    MemoryJob job = world.create(JobDraft.of("* * * * * *"));
    world.advanceTo(500);

    world.clock.setWall(world.clock.now().plus(HOUR));
    world.advance(2_000);

    assertThat(world.calledInstants())
        .as("what was planned, the latest missed one, and those from then on")
        .containsExactlyInAnyOrder(
            1_000L,
            2_000L,
            3_000L,
            4_000L,
            5_000L,
            6_000L,
            7_000L,
            8_000L,
            9_000L,
            10_000L,
            3_600_000L,
            3_601_000L,
            3_602_000L);
    assertThat(job.skippedRuns()).hasSize(1);
    assertThat(job.skippedRuns().getFirst().count()).isEqualTo(3_589);
    world.assertLeavesNothing();
  }

  @Test
  void smallCorrectionsAreFollowed() {
    world.create(JobDraft.of("* * * * * *"));
    world.advanceTo(500);

    world.clock.setWall(world.clock.now().minusMillis(900));
    world.advance(2_000);
    world.clock.setWall(world.clock.now().plusMillis(900));
    world.advance(2_500);

    assertThat(world.calledInstants()).containsExactly(1_000L, 2_000L, 3_000L, 4_000L, 5_000L);
    world.assertLeavesNothing();
  }
}
