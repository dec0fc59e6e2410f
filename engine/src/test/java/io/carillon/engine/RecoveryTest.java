package io.carillon.engine;

import static io.carillon.core.ExecutionState.CANCELLED;
import static io.carillon.core.ExecutionState.RETRYING;
import static io.carillon.core.ExecutionState.RUNNING;
import static io.carillon.core.ExecutionState.SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.core.MisfirePolicy;
import io.carillon.engine.ScriptedInvoker.Reaction;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A node dies and the next term goes on from the rows. */
class RecoveryTest {
  private final World world = World.started();

  @Test
  void aCallUnderWayIsSentAgainWithTheSameId() {
    world.invoker.script(_ -> ScriptedInvoker.HANGS);
    MemoryJob job = world.create(JobDraft.of("@at 2026-01-01T00:00:01Z"));
    world.advance(2_000);
    assertThat(World.states(job)).containsExactly(RUNNING);

    restart();
    world.advance(1_000);

    assertThat(keys()).hasSize(2).containsOnly(job.rows.getFirst().key);
    assertThat(World.states(job)).containsExactly(SUCCESS);
    world.assertNothingHeld();
  }

  @Test
  void whatWasPlannedIsSentOnce() {
    MemoryJob job = world.create(JobDraft.of("* * * * * *"));
    world.advanceTo(1_500);

    restart();
    world.advanceTo(5_500);

    assertThat(world.callTimes()).containsExactly(1_000L, 2_000L, 3_000L, 4_000L, 5_000L);
    assertThat(World.states(job).subList(0, 5)).containsOnly(SUCCESS);
    world.assertLeavesNothing();
  }

  @Test
  void whatCameDueMeanwhileIsSentLate() {
    world.create(JobDraft.of("* * * * * *"));
    world.advanceTo(1_500);

    world.crash();
    world.clock.advance(Duration.ofSeconds(3));
    world.invoker.script(_ -> ScriptedInvoker.OK);
    world.start();
    world.advance(1_000);

    assertThat(world.calledInstants()).containsExactly(1_000L, 2_000L, 3_000L, 4_000L, 5_000L);
    world.assertLeavesNothing();
  }

  @Test
  void anOutcomeThatWasNotWrittenIsAskedForAgain() {
    MemoryJob job = world.create(JobDraft.of("@at 2026-01-01T00:00:01Z"));
    world.advanceTo(999);
    world.clock.advance(Duration.ofMillis(1));
    callAndAnswer();

    restart();
    world.advance(1_000);

    assertThat(keys()).hasSize(2).containsOnly(job.rows.getFirst().key);
    assertThat(World.states(job)).containsExactly(SUCCESS);
  }

  @Test
  void anOutcomeThatWasWrittenIsNotAskedForAgain() {
    MemoryJob job = world.create(JobDraft.of("@at 2026-01-01T00:00:01Z"));
    world.advanceTo(999);
    world.clock.advance(Duration.ofMillis(1));
    callAndAnswer();
    while (world.store.transactions.commit()) {
      // Committed, not answered.
    }

    restart();
    world.advance(5_000);

    assertThat(keys()).hasSize(1);
    assertThat(World.states(job)).containsExactly(SUCCESS);
    world.assertNothingHeld();
  }

  @Test
  void nearAndFarRetriesKeepTheirTime() {
    for (long delayMs : List.of(2_000L, 30_000L)) {
      World fresh = World.started();
      fresh.invoker.script(
          call -> call.attempt() == 1 ? new Reaction(0, 503, -1) : ScriptedInvoker.OK);
      MemoryJob job = fresh.create(JobDraft.of("@at 2026-01-01T00:00:01Z").retry(1, delayMs));
      fresh.advanceTo(1_500);
      assertThat(World.states(job)).containsExactly(RETRYING);

      fresh.crash();
      fresh.start();
      fresh.advance(40_000);

      assertThat(fresh.callTimes()).containsExactly(1_000L, 1_000 + delayMs);
      assertThat(World.states(job)).containsExactly(SUCCESS);
      fresh.assertNothingHeld();
    }
  }

  @Test
  void aCallUnderWayIsNotRepeatedWhenItsJobWasPausedMeanwhile() {
    world.invoker.script(_ -> ScriptedInvoker.HANGS);
    MemoryJob job = world.create(JobDraft.of("@at 2026-01-01T00:00:01Z"));
    world.advance(2_000);
    world.pause(job);
    world.settle();

    restart();
    world.advance(5_000);

    assertThat(keys()).hasSize(1);
    assertThat(World.states(job)).containsExactly(CANCELLED);
    world.assertNothingHeld();
  }

  @Test
  void aCallThatSomebodyAskedForIsNotRepeatedWhenItsJobWasPausedMeanwhile() {
    world.invoker.script(_ -> ScriptedInvoker.HANGS);
    MemoryJob job = world.create(JobDraft.of("@daily"));
    world.trigger(job);
    world.advance(1_000);
    world.pause(job);
    world.settle();

    restart();
    world.advance(5_000);

    assertThat(keys()).hasSize(1);
    assertThat(World.states(job)).containsExactly(CANCELLED);
    assertThat(job.rows.getFirst().error).contains("paused").contains("unknown");
    world.assertNothingHeld();
  }

  @Test
  void norIsItAfterAResume() {
    world.invoker.script(_ -> ScriptedInvoker.HANGS);
    MemoryJob job = world.create(JobDraft.of("@daily"));
    world.trigger(job);
    world.advance(1_000);
    world.pause(job);
    world.settle();
    world.resume(job);
    world.settle();

    restart();
    world.advance(5_000);

    assertThat(keys()).hasSize(1);
    assertThat(World.states(job)).containsExactly(CANCELLED);
    world.assertLeavesNothing();
  }

  @Test
  void whatSomebodyAskedForAfterThePauseIsSentAgain() {
    world.invoker.script(_ -> ScriptedInvoker.HANGS);
    MemoryJob job = world.create(JobDraft.of("@daily"));
    world.pause(job);
    world.settle();
    world.trigger(job);
    world.advance(1_000);

    restart();
    world.advance(5_000);

    assertThat(keys()).hasSize(2).containsOnly(job.rows.getFirst().key);
    assertThat(World.states(job)).containsExactly(SUCCESS);
    world.assertNothingHeld();
  }

  @Test
  void aPauseBeforeItIsSentAgainSaysThatItsOutcomeIsUnknown() {
    world.invoker.script(_ -> ScriptedInvoker.HANGS);
    MemoryJob job = world.create(JobDraft.of("@at 2026-01-01T00:00:01Z"));
    world.advance(2_000);
    world.crash();
    world.turn.dispatcher.pause(true);
    world.start();
    assertThat(world.turn.dispatcher.waiting()).as("it waits for a slot").isEqualTo(1);

    world.pause(job);
    world.settle();
    world.turn.dispatcher.pause(false);
    world.advance(1_000);

    assertThat(keys()).hasSize(1);
    assertThat(World.states(job)).containsExactly(CANCELLED);
    assertThat(job.rows.getFirst().error).contains("paused").contains("unknown");
    world.assertNothingHeld();
  }

  @Test
  void aPauseAfterTheTakeOverEndsWhatWasUnderWay() {
    World narrow = new World(Configs.slots(1, 1));
    narrow.start();
    narrow.invoker.script(_ -> ScriptedInvoker.HANGS);
    MemoryJob other = narrow.create(JobDraft.of("@at 2026-01-01T00:00:01Z"));
    narrow.advance(2_000);
    narrow.crash();
    narrow.start();
    MemoryJob blocked = narrow.create(JobDraft.of("@at 2026-01-01T00:00:03Z"));
    narrow.advance(3_000);
    narrow.crash(); // Now the first one is RUNNING and finds its slot taken by itself.
    narrow.start();
    narrow.advance(100);

    narrow.pause(other);
    narrow.settle();
    narrow.invoker.underWay().forEach(made -> made.answer(200));
    narrow.advance(100);
    narrow.invoker.underWay().forEach(made -> made.answer(200));
    narrow.advance(2_000);

    assertThat(World.states(blocked)).containsExactly(SUCCESS);
    assertThat(other.rows.getFirst().state.isTerminal()).isTrue();
    narrow.assertNothingHeld();
  }

  @Test
  void aLongDowntimeIsAMisfire() {
    MemoryJob job =
        world.create(
            JobDraft.of("* * * * * *")
                .misfire(MisfirePolicy.FIRE_ALL)
                .catchUpWindowMs(10_000)
                .startDeadlineMs(60_000));
    world.advanceTo(500);

    world.crash();
    world.clock.advance(Duration.ofMinutes(1));
    world.start();
    world.advance(500);

    assertThat(world.calledInstants())
        .as("ten were planned, those of the last ten seconds are caught up")
        .contains(1_000L, 10_000L, 51_000L, 60_000L)
        .doesNotContain(11_000L, 50_000L)
        .doesNotHaveDuplicates();
    assertThat(job.skippedRuns()).hasSize(1);
    assertThat(job.skippedRuns().getFirst().count()).isEqualTo(40);
    world.assertLeavesNothing();
  }

  /** The answer is there, its settlement is not committed. */
  private void callAndAnswer() {
    world.turn.run();
    world.invoker.run();
    world.turn.run();
  }

  private void restart() {
    world.crash();
    world.invoker.script(_ -> ScriptedInvoker.OK);
    world.start();
  }

  private List<Long> keys() {
    return world.invoker.calls().stream().map(made -> made.call.executionKey()).toList();
  }
}
