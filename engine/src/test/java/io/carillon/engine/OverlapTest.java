package io.carillon.engine;

import static io.carillon.core.ExecutionState.RETRYING;
import static io.carillon.core.ExecutionState.RUNNING;
import static io.carillon.core.ExecutionState.SKIPPED;
import static io.carillon.core.ExecutionState.SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.core.OverlapPolicy;
import io.carillon.engine.ScriptedInvoker.Reaction;
import org.junit.jupiter.api.Test;

/** What happens to a due execution while an earlier one of its job is unfinished. */
class OverlapTest {
  private final World world = World.started();

  @Test
  void allowLetsThemRunBesideEachOther() {
    world.invoker.script(_ -> new Reaction(2_600, 200, -1));
    world.create(JobDraft.of("* * * * * *"));

    world.advance(3_500);

    assertThat(world.callTimes()).containsExactly(1_000L, 2_000L, 3_000L);
    assertThat(world.turn.dispatcher.inFlight()).isEqualTo(3);
    world.assertLeavesNothing();
  }

  @Test
  void skipEndsTheLaterOne() {
    world.invoker.script(_ -> new Reaction(2_500, 200, -1));
    MemoryJob job = world.create(JobDraft.of("* * * * * *").overlap(OverlapPolicy.SKIP));

    world.advance(4_100);

    assertThat(world.callTimes()).containsExactly(1_000L, 4_000L);
    assertThat(World.states(job).subList(0, 4)).containsExactly(SUCCESS, SKIPPED, SKIPPED, RUNNING);
    assertThat(job.rows.get(1).error).startsWith("OVERLAP");
    world.assertLeavesNothing();
  }

  @Test
  void oneWaitsForItsTurnAndFurtherOnesEnd() {
    world.invoker.script(_ -> new Reaction(3_500, 200, -1));
    MemoryJob job = world.create(JobDraft.of("* * * * * *").overlap(OverlapPolicy.QUEUE_ONE));

    world.advance(8_200);

    assertThat(world.callTimes())
        .as("the one that waits starts as soon as the other ends")
        .containsExactly(1_000L, 4_500L, 8_000L);
    assertThat(world.calledInstants())
        .as("when the one that waited runs, the next may wait")
        .containsExactly(1_000L, 2_000L, 5_000L);
    assertThat(World.states(job).subList(0, 7))
        .containsExactly(SUCCESS, SUCCESS, SKIPPED, SKIPPED, RUNNING, SKIPPED, SKIPPED);
    world.assertLeavesNothing();
  }

  @Test
  void aRetryingExecutionCountsAsRunning() {
    world.invoker.script(
        call -> call.attempt() == 1 ? new Reaction(0, 500, -1) : ScriptedInvoker.OK);
    MemoryJob job =
        world.create(JobDraft.of("* * * * * *").overlap(OverlapPolicy.SKIP).retry(1, 10_000));

    world.advance(10_500);
    assertThat(World.states(job).subList(0, 3)).containsExactly(RETRYING, SKIPPED, SKIPPED);
    world.advance(1_000);

    assertThat(world.callTimes()).startsWith(1_000L, 11_000L);
    assertThat(World.states(job)).startsWith(SUCCESS);
    world.assertLeavesNothing();
  }

  @Test
  void theOneThatWaitsKeepsItsPlaceOverACrash() {
    world.invoker.script(_ -> ScriptedInvoker.HANGS);
    MemoryJob job =
        world.create(
            JobDraft.of("* * * * * *")
                .overlap(OverlapPolicy.QUEUE_ONE)
                .endAt(World.START.plusMillis(2_000)));
    world.advance(2_100);
    assertThat(World.states(job)).first().isEqualTo(RUNNING);

    world.crash();
    world.invoker.script(_ -> ScriptedInvoker.OK);
    world.start();
    world.advance(2_000);

    assertThat(World.states(job)).containsExactly(SUCCESS, SUCCESS);
    assertThat(world.calledInstants()).containsExactly(1_000L, 1_000L, 2_000L);
    world.assertNothingHeld();
  }

  @Test
  void theOneThatWaitsExpiresAtItsStartDeadline() {
    world.invoker.script(_ -> ScriptedInvoker.HANGS);
    MemoryJob job =
        world.create(
            JobDraft.of("* * * * * *")
                .overlap(OverlapPolicy.QUEUE_ONE)
                .startDeadlineMs(1_500)
                .endAt(World.START.plusMillis(2_000)));

    world.advance(4_000);

    assertThat(World.states(job)).containsExactly(RUNNING, SKIPPED);
    assertThat(job.rows.get(1).error).startsWith("EXPIRED");
    world.assertLeavesNothing();
  }

  @Test
  void anEditToAllowLetsTheWaitingOneGo() {
    world.invoker.script(_ -> ScriptedInvoker.HANGS);
    JobDraft draft = JobDraft.of("* * * * * *").endAt(World.START.plusMillis(2_000));
    MemoryJob job = world.create(draft.overlap(OverlapPolicy.QUEUE_ONE));
    world.advance(2_100);

    world.edit(job, draft.overlap(OverlapPolicy.ALLOW));
    world.advance(1_000);

    assertThat(world.calledInstants()).containsExactly(1_000L, 2_000L);
    world.assertLeavesNothing();
  }

  @Test
  void retriesOfAJobThatNoLongerAllowsOverlapWaitForTheirTurn() {
    world.invoker.script(call -> new Reaction(700, call.attempt() == 1 ? 503 : 200, -1));
    JobDraft draft =
        JobDraft.of("* * * * * *").endAt(World.START.plusMillis(2_000)).retry(1, 2_000);
    MemoryJob job = world.create(draft);
    world.advanceTo(3_000);
    assertThat(World.states(job)).containsExactly(RETRYING, RETRYING);

    world.edit(job, draft.overlap(OverlapPolicy.SKIP));
    world.advance(5_000);

    assertThat(World.states(job)).containsExactly(SUCCESS, SUCCESS);
    assertThat(world.callTimes()).startsWith(1_000L, 2_000L, 3_700L);
    world.assertNothingHeld();
  }

  @Test
  void whatADeadNodeLeftRunningRunsOneAfterTheOther() {
    world.invoker.script(_ -> ScriptedInvoker.HANGS);
    JobDraft draft = JobDraft.of("* * * * * *").endAt(World.START.plusMillis(3_000));
    MemoryJob job = world.create(draft);
    world.advanceTo(3_500);
    world.edit(job, draft.overlap(OverlapPolicy.SKIP));
    world.settle();

    world.crash();
    world.invoker.script(_ -> new Reaction(100, 200, -1));
    world.invoker.witness(_ -> assertThat(world.invoker.underWay()).hasSize(1));
    world.start();
    world.advance(2_000);

    assertThat(World.states(job)).containsExactly(SUCCESS, SUCCESS, SUCCESS);
    world.assertNothingHeld();
  }
}
