package io.carillon.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.core.Cause;
import io.carillon.core.ExecutionState;
import io.carillon.core.port.OpenExecution;
import io.carillon.engine.ScriptedInvoker.Reaction;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** From the plan to the settled row, without faults. */
class FiringTest {
  private final World world = World.started();

  @Test
  void firesEveryOccurrenceAtItsMillisecond() {
    MemoryJob job = world.create(JobDraft.of("@every 1500ms"));

    world.advance(10_000);

    assertThat(world.callTimes()).containsExactly(1_501L, 3_001L, 4_501L, 6_001L, 7_501L, 9_001L);
    assertThat(world.calledInstants()).isEqualTo(world.callTimes());
    assertThat(World.states(job).subList(0, 6)).containsOnly(ExecutionState.SUCCESS);
    world.assertLeavesNothing();
  }

  @Test
  void firesManyJobsOfOneSecondTogether() {
    for (int i = 0; i < 700; i++) {
      world.create(JobDraft.of("*/5 * * * * *").host("host" + i % 7));
    }

    world.advance(11_000);

    assertThat(world.callTimes()).hasSize(1_400).containsOnly(5_000L, 10_000L);
    world.assertLeavesNothing();
  }

  @Test
  void plansRoundAfterRoundWhileThereIsMore() {
    World fresh = new World();
    for (int i = 0; i < 3 * Planner.JOB_MAX; i++) {
      fresh.add(JobDraft.of("@at 2026-01-01T00:00:02Z"));
    }

    fresh.start();

    assertThat(fresh.turn.timer.size()).isEqualTo(3 * Planner.JOB_MAX);
    fresh.assertLeavesNothing();
  }

  @Test
  void firesAJobThatIsDueAtOnceAfterItsCreation() {
    world.advanceTo(999);
    world.create(JobDraft.of("* * * * * *"));

    world.advance(1);

    assertThat(world.callTimes()).containsExactly(1_000L);
  }

  @Test
  void aShortCallIsWrittenOnce() {
    world.invoker.script(_ -> new Reaction(200, 200, -1));
    world.create(JobDraft.of("*/5 * * * * *"));

    world.advance(6_000);

    assertThat(moves()).containsExactly(ExecutionState.SUCCESS);
    assertThat(world.heard.moves.getFirst().driftMs()).isZero();
    assertThat(world.heard.moves.getFirst().endedAtMs()).isEqualTo(START_MS + 5_200);
  }

  @Test
  void aCallThatLastsBecomesRunning() {
    world.invoker.script(_ -> new Reaction(400, 200, -1));
    MemoryJob job = world.create(JobDraft.of("*/5 * * * * *"));

    world.advanceTo(5_250);
    assertThat(World.states(job)).startsWith(ExecutionState.RUNNING);
    world.advanceTo(6_000);

    assertThat(moves()).containsExactly(ExecutionState.RUNNING, ExecutionState.SUCCESS);
    assertThat(job.rows.getFirst().startedAtMs).isEqualTo(START_MS + 5_000);
  }

  @Test
  void aOneShotFiresOnceAndBecomesInactive() {
    MemoryJob at = world.create(JobDraft.of("@at 2026-01-01T00:00:02.500Z"));
    MemoryJob once = world.create(JobDraft.of("*/5 * * * * *").once());

    world.advance(12_000);

    assertThat(world.callTimes()).containsExactly(2_500L, 5_000L);
    assertThat(List.of(at.isActive, once.isActive)).containsExactly(false, false);
    world.assertNothingHeld();
  }

  @Test
  void firesNothingBeforeItsStartOrAfterItsEnd() {
    world.create(
        JobDraft.of("* * * * * *")
            .startAt(World.START.plusMillis(2_500))
            .endAt(World.START.plusMillis(5_000)));

    world.advance(10_000);

    assertThat(world.callTimes()).containsExactly(3_000L, 4_000L, 5_000L);
    world.assertNothingHeld();
  }

  @Test
  void aTriggeredExecutionIsSentAtOnce() {
    MemoryJob job = world.create(JobDraft.of("@daily"));
    world.advanceTo(1_234);

    Answer<Optional<OpenExecution>> answer = world.trigger(job);
    world.settle();

    assertThat(world.callTimes()).containsExactly(1_234L);
    assertThat(answer.value().orElseThrow().cause()).isEqualTo(Cause.MANUAL);
    assertThat(World.states(job)).containsExactly(ExecutionState.SUCCESS);
    world.assertNothingHeld();
  }

  @Test
  void aPausedJobCanBeTriggered() {
    MemoryJob job = world.create(JobDraft.of("@daily"));
    world.pause(job);
    world.settle();

    world.trigger(job);
    world.settle();

    assertThat(World.states(job)).containsExactly(ExecutionState.SUCCESS);
  }

  @Test
  void anUnknownJobCannotBeTriggered() {
    MemoryJob job = world.create(JobDraft.of("@daily"));
    world.delete(job);
    world.settle();

    Answer<Optional<OpenExecution>> answer = world.trigger(job);
    world.settle();

    assertThat(answer.value()).isEmpty();
  }

  @Test
  void anExecutionThatCannotStartByItsDeadlineIsSkipped() {
    World narrow = new World(Configs.slots(1, 1));
    narrow.start();
    narrow.invoker.script(_ -> new Reaction(3_000, 200, -1));
    MemoryJob job = narrow.create(JobDraft.of("* * * * * *").startDeadlineMs(1_500));

    narrow.advance(10_000);

    assertThat(narrow.callTimes()).startsWith(1_000L, 4_000L, 7_000L);
    assertThat(narrow.calledInstants()).startsWith(1_000L, 3_000L, 6_000L);
    assertThat(World.states(job).subList(0, 3))
        .containsExactly(ExecutionState.SUCCESS, ExecutionState.SKIPPED, ExecutionState.SUCCESS);
    assertThat(job.rows.get(1).error).startsWith("EXPIRED");
    narrow.assertLeavesNothing();
  }

  @Test
  void anExecutionWithoutAConnectionByItsDeadlineIsSkipped() {
    world.invoker.script(_ -> ScriptedInvoker.CONNECTS);
    MemoryJob job = world.create(JobDraft.of("@at 2026-01-01T00:00:01Z").startDeadlineMs(500));
    world.advanceTo(1_501);

    world.lastCall().connect();
    world.settle();

    assertThat(World.states(job)).containsExactly(ExecutionState.SKIPPED);
    assertThat(job.rows.getFirst().error).isEqualTo("EXPIRED: could not start within 500 ms");
    world.assertNothingHeld();
  }

  @Test
  void aDurableStartWithoutAConnectionByItsDeadlineFails() {
    world.invoker.script(_ -> ScriptedInvoker.CONNECTS);
    MemoryJob job =
        world.create(JobDraft.of("@at 2026-01-01T00:00:01Z").atMostOnce().startDeadlineMs(500));
    world.advanceTo(1_501);

    world.lastCall().connect();
    world.settle();

    assertThat(World.states(job)).containsExactly(ExecutionState.FAILED);
    assertThat(job.rows.getFirst().error)
        .isEqualTo("not called: EXPIRED: could not start within 500 ms");
    world.assertNothingHeld();
  }

  @Test
  void aConnectionAtTheDeadlineIsInTimeAndARetryHasNone() {
    world.invoker.script(_ -> ScriptedInvoker.CONNECTS);
    MemoryJob job = world.create(JobDraft.of("@at 2026-01-01T00:00:01Z").startDeadlineMs(500));
    world.advanceTo(1_500);
    world.lastCall().connect();
    world.lastCall().answer(503);
    world.settle();
    world.advanceTo(9_000);
    assertThat(world.callTimes()).containsExactly(1_000L, 2_500L);

    world.lastCall().connect();
    world.lastCall().answer(200);
    world.settle();

    assertThat(World.states(job)).containsExactly(ExecutionState.SUCCESS);
    world.assertNothingHeld();
  }

  @Test
  void aCallBecomesRunningOnceItIsSent() {
    world.invoker.script(_ -> ScriptedInvoker.CONNECTS);
    MemoryJob job = world.create(JobDraft.of("@at 2026-01-01T00:00:01Z"));
    world.advanceTo(3_000);
    assertThat(World.states(job)).containsExactly(ExecutionState.PENDING);

    world.lastCall().connect();
    world.advance(2 * Attempts.RUNNING_AFTER_MS);

    assertThat(World.states(job)).containsExactly(ExecutionState.RUNNING);
    assertThat(World.sinceStart(job.rows.getFirst().startedAtMs)).isEqualTo(3_000);
    world.assertLeavesNothing();
  }

  @Test
  void anInvokerThatThrowsCountsAsAFailedConnection() {
    world.invoker.script(
        _ -> {
          throw new IllegalStateException("no event loop");
        });
    MemoryJob job = world.create(JobDraft.of("*/5 * * * * *").retry(1, 1_000));

    world.advance(7_000);

    assertThat(World.states(job)).startsWith(ExecutionState.FAILED);
    assertThat(job.rows.getFirst().error).contains("no event loop");
    world.assertLeavesNothing();
  }

  private static final long START_MS = World.START.toEpochMilli();

  private List<ExecutionState> moves() {
    return world.heard.moves.stream().map(EngineListener.Moved::to).toList();
  }
}
