package io.carillon.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.core.ExecutionState;
import io.carillon.engine.ScriptedInvoker.Reaction;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Retries: those that wait in the timer and those that wait in the store. */
class RetryTest {
  private static final Reaction BROKEN = new Reaction(0, 503, -1);

  private final World world = World.started();

  @Test
  void retriesGrowApartAndTheLastFailureRaisesOneAlert() {
    world.invoker.script(_ -> BROKEN);
    MemoryJob job = world.create(JobDraft.of("@at 2026-01-01T00:00:01Z"));

    world.advance(20_000);

    assertThat(world.callTimes()).containsExactly(1_000L, 2_000L, 4_000L, 8_000L);
    assertThat(attempts()).containsExactly(1, 2, 3, 4);
    assertThat(World.states(job)).containsExactly(ExecutionState.FAILED);
    assertThat(job.rows.getFirst().retryCount).isEqualTo(3);
    assertThat(world.heard.alerts).hasSize(1);
    world.assertNothingHeld();
  }

  @Test
  void aRetryThatSucceedsEndsTheExecution() {
    world.invoker.script(call -> call.attempt() < 3 ? BROKEN : ScriptedInvoker.OK);
    MemoryJob job = world.create(JobDraft.of("@at 2026-01-01T00:00:01Z"));

    world.advance(20_000);

    assertThat(world.callTimes()).containsExactly(1_000L, 2_000L, 4_000L);
    assertThat(World.states(job)).containsExactly(ExecutionState.SUCCESS);
    assertThat(world.heard.alerts).isEmpty();
    assertThat(world.heard.moves.stream().map(EngineListener.Moved::driftMs))
        .as("drift is told once")
        .containsExactly(0L, -1L, -1L);
  }

  @Test
  void aFarRetryWaitsInTheStoreAndComesBackInTime() {
    world.invoker.script(call -> call.attempt() == 1 ? BROKEN : ScriptedInvoker.OK);
    MemoryJob job = world.create(JobDraft.of("@at 2026-01-01T00:00:01Z").retry(3, 60_000));

    world.advanceTo(50_000);
    assertThat(World.states(job)).containsExactly(ExecutionState.RETRYING);
    assertThat(job.rows.getFirst().holder).as("nobody holds it").isZero();
    world.assertNothingHeld();
    world.advanceTo(70_000);

    assertThat(world.callTimes()).containsExactly(1_000L, 61_000L);
    assertThat(World.states(job)).containsExactly(ExecutionState.SUCCESS);
    world.assertNothingHeld();
  }

  @Test
  void aTargetMayAskForLater() {
    world.invoker.script(
        call -> call.attempt() == 1 ? new Reaction(0, 429, 7_000) : ScriptedInvoker.OK);
    world.create(JobDraft.of("@at 2026-01-01T00:00:01Z"));

    world.advance(20_000);

    assertThat(world.callTimes()).containsExactly(1_000L, 8_000L);
  }

  @Test
  void aRetryCallsTheVersionThatIsCurrentThen() {
    for (long delayMs : List.of(2_000L, 30_000L)) {
      World fresh = World.started();
      fresh.invoker.script(call -> call.attempt() == 1 ? BROKEN : ScriptedInvoker.OK);
      MemoryJob job = fresh.create(JobDraft.of("@at 2026-01-01T00:00:01Z").retry(1, delayMs));
      fresh.advanceTo(1_500);

      fresh.edit(job, JobDraft.of("@at 2026-01-01T00:00:01Z").host("moved.test"));
      fresh.advance(60_000);

      assertThat(fresh.callTimes()).containsExactly(1_000L, 1_000 + delayMs);
      assertThat(fresh.lastCall().call.job().version()).isEqualTo(2);
      assertThat(World.states(job)).containsExactly(ExecutionState.SUCCESS);
      fresh.assertNothingHeld();
    }
  }

  @Test
  void aPauseOrDeleteCancelsRetriesWhereverTheyWait() {
    for (long delayMs : List.of(2_000L, 30_000L)) {
      for (boolean deletes : List.of(true, false)) {
        World fresh = World.started();
        fresh.invoker.script(_ -> BROKEN);
        MemoryJob job = fresh.create(JobDraft.of("@at 2026-01-01T00:00:01Z").retry(1, delayMs));
        fresh.advanceTo(1_500);

        Answer<?> answer = deletes ? fresh.delete(job) : fresh.pause(job);
        fresh.advance(60_000);

        assertThat(answer.isThere()).isTrue();
        assertThat(fresh.callTimes()).containsExactly(1_000L);
        assertThat(World.states(job)).containsExactly(ExecutionState.CANCELLED);
        assertThat(job.rows.getFirst().error)
            .isEqualTo("cancelled: the job was " + (deletes ? "deleted" : "paused"));
        fresh.assertNothingHeld();
      }
    }
  }

  private List<Integer> attempts() {
    return world.invoker.calls().stream().map(made -> made.call.attempt()).toList();
  }
}
