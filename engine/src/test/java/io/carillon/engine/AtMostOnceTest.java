package io.carillon.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.core.ExecutionState;
import io.carillon.core.JobDefinition;
import io.carillon.core.port.ChangeResult;
import io.carillon.engine.ScriptedInvoker.Reaction;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** RUNNING is durable before the call, and what a crash left unknown is never asked again. */
class AtMostOnceTest {
  private static final JobDraft DRAFT = JobDraft.of("@at 2026-01-01T00:00:01Z").atMostOnce();

  private final World world = World.started();

  @Test
  void theStartIsDurableBeforeTheCall() {
    MemoryJob job = world.create(DRAFT);
    world.invoker.witness(
        made ->
            assertThat(
                    Objects.requireNonNull(world.store.rows.find(made.call.executionKey())).state)
                .isEqualTo(ExecutionState.RUNNING));

    world.advance(2_000);

    assertThat(world.callTimes()).containsExactly(1_000L);
    assertThat(World.states(job)).containsExactly(ExecutionState.SUCCESS);
    assertThat(world.heard.moves.stream().map(EngineListener.Moved::to))
        .containsExactly(ExecutionState.RUNNING, ExecutionState.SUCCESS);
    world.assertNothingHeld();
  }

  @Test
  void aFailedCallIsNotRepeated() {
    world.invoker.script(_ -> new Reaction(0, 503, -1));
    MemoryJob job = world.create(DRAFT);

    world.advance(60_000);

    assertThat(world.callTimes()).containsExactly(1_000L);
    assertThat(World.states(job)).containsExactly(ExecutionState.FAILED);
  }

  @Test
  void withoutTheStoreNothingIsCalled() {
    MemoryJob job = world.create(DRAFT);
    world.store.transactions.setDown(true);
    world.advance(5_000);
    assertThat(world.callTimes()).isEmpty();

    world.store.transactions.setDown(false);
    world.advance(1_000);

    assertThat(world.callTimes()).hasSize(1);
    assertThat(World.states(job)).containsExactly(ExecutionState.SUCCESS);
    world.assertNothingHeld();
  }

  @Test
  void aStartWhoseAnswerWasLostLeadsToOneCall() {
    MemoryJob job = world.create(DRAFT);
    loseTheStart();
    assertThat(World.states(job)).containsExactly(ExecutionState.RUNNING);
    assertThat(world.callTimes()).isEmpty();

    world.advance(1_000);

    assertThat(world.callTimes()).containsExactly(1_250L);
    assertThat(World.states(job)).containsExactly(ExecutionState.SUCCESS);
    world.assertNothingHeld();
  }

  @Test
  void aPauseAfterAStartWhoseAnswerWasLostEndsIt() {
    MemoryJob job = world.create(DRAFT);
    loseTheStart();

    Answer<ChangeResult> answer = world.pause(job);
    world.advance(1_000);

    assertThat(answer.value()).isInstanceOf(ChangeResult.Changed.class);
    assertThat(world.callTimes()).isEmpty();
    assertThat(World.states(job)).containsExactly(ExecutionState.CANCELLED);
    world.assertNothingHeld();
  }

  @Test
  void aStartWhoseAnswerWasLostAndThatIsTooLateFails() {
    MemoryJob job =
        world.create(JobDraft.of("@at 2026-01-01T00:00:01Z").atMostOnce().startDeadlineMs(100));
    loseTheStart();

    world.advance(1_000);

    assertThat(world.callTimes()).isEmpty();
    assertThat(World.states(job)).containsExactly(ExecutionState.FAILED);
    assertThat(job.rows.getFirst().error).contains("not called").contains("EXPIRED");
    world.assertNothingHeld();
  }

  @Test
  void anEditAfterAStartWhoseAnswerWasLostLeadsToOneCall() {
    MemoryJob job = world.create(DRAFT);
    loseTheStart();

    world.edit(job, JobDraft.of("@at 2026-01-01T00:00:01Z"));
    world.advance(1_000);

    assertThat(world.callTimes()).containsExactly(1_250L);
    assertThat(World.states(job)).containsExactly(ExecutionState.SUCCESS);
    world.assertNothingHeld();
  }

  @Test
  void aCrashDuringTheCallFailsIt() {
    world.invoker.script(_ -> ScriptedInvoker.HANGS);
    MemoryJob job = world.create(DRAFT);
    world.advance(1_500);

    world.crash();
    world.start();
    world.advance(60_000);

    assertThat(world.callTimes()).containsExactly(1_000L);
    assertThat(World.states(job)).containsExactly(ExecutionState.FAILED);
    assertThat(job.rows.getFirst().error).contains("unknown");
    assertThat(world.heard.alerts).hasSize(1);
    world.assertNothingHeld();
  }

  @Test
  void aCrashBetweenStartAndCallFailsItToo() {
    MemoryJob job = world.create(DRAFT);
    world.advanceTo(999);
    world.clock.advance(Duration.ofMillis(1));
    world.turn.run();
    world.store.transactions.commit();
    assertThat(World.states(job)).containsExactly(ExecutionState.RUNNING);

    world.crash();
    world.start();
    world.advance(10_000);

    assertThat(world.callTimes()).isEmpty();
    assertThat(World.states(job)).containsExactly(ExecutionState.FAILED);
  }

  @Test
  void aCrashBeforeTheStartLosesNothing() {
    MemoryJob job = world.create(DRAFT);
    world.advance(500);

    world.crash();
    world.start();
    world.advance(5_000);

    assertThat(world.callTimes()).containsExactly(1_000L);
    assertThat(World.states(job)).containsExactly(ExecutionState.SUCCESS);
  }

  @Test
  void aCallThatWasMadeAtMostOnceIsNotRepeatedAfterAnEdit() {
    world.invoker.script(_ -> new Reaction(500, 503, -1));
    MemoryJob job = world.create(DRAFT);
    world.advanceTo(1_200);

    world.edit(job, JobDraft.of("@at 2026-01-01T00:00:01Z"));
    world.advance(10_000);

    assertThat(world.callTimes()).containsExactly(1_000L);
    assertThat(World.states(job)).containsExactly(ExecutionState.FAILED);
  }

  @Test
  void whatADeadNodeLeftRunningIsNotSentAfterAnEditToAtMostOnce() {
    world.invoker.script(_ -> ScriptedInvoker.HANGS);
    JobDraft draft = JobDraft.of("@at 2026-01-01T00:00:01Z");
    MemoryJob job = world.create(draft);
    world.advanceTo(1_500);
    world.crash();
    world.turn.dispatcher.pause(true);
    world.start();
    world.advance(100);
    assertThat(world.turn.dispatcher.waiting()).as("it waits for a slot").isEqualTo(1);

    world.edit(job, draft.atMostOnce());
    world.settle();
    world.turn.dispatcher.pause(false);
    world.advance(100);

    assertThat(world.callTimes()).containsExactly(1_000L);
    assertThat(World.states(job)).containsExactly(ExecutionState.FAILED);
    assertThat(job.rows.getFirst().error).contains("unknown");
    world.assertNothingHeld();
  }

  @Test
  void aCrashDuringTheCallFailsItAlsoWhenTheJobWasEditedBefore() {
    world.invoker.script(_ -> ScriptedInvoker.HANGS);
    MemoryJob job = world.create(DRAFT);
    world.advance(1_500);
    world.edit(job, JobDraft.of("@at 2026-01-01T00:00:01Z"));
    world.settle();

    world.crash();
    world.start();
    world.advance(60_000);

    assertUnknownAfterOneCall(job);
  }

  @Test
  void aCrashDuringTheCallFailsItAlsoWhenTheJobIsEditedMeanwhile() {
    world.invoker.script(_ -> ScriptedInvoker.HANGS);
    MemoryJob job = world.create(DRAFT);
    world.advance(1_500);

    world.crash();
    JobDefinition atLeastOnce = JobDraft.of("@at 2026-01-01T00:00:01Z").build();
    world.store.jobs.change(world.store.nodeKey(), job.snapshot.id(), 1, atLeastOnce, true);
    world.start();
    world.advance(60_000);

    assertUnknownAfterOneCall(job);
  }

  @Test
  void aCrashDuringTheCallFailsItAlsoWhenTheJobWasPausedOrDeleted() {
    world.invoker.script(_ -> ScriptedInvoker.HANGS);
    MemoryJob paused = world.create(DRAFT);
    MemoryJob deleted = world.create(DRAFT);
    world.advance(1_500);
    world.pause(paused);
    world.delete(deleted);
    world.settle();

    world.crash();
    world.start();
    world.advance(60_000);

    for (MemoryJob job : List.of(paused, deleted)) {
      assertThat(World.states(job)).containsExactly(ExecutionState.FAILED);
    }
    assertThat(world.callTimes()).containsExactly(1_000L, 1_000L);
    assertThat(world.heard.alerts).hasSize(2);
    world.assertNothingHeld();
  }

  private void assertUnknownAfterOneCall(MemoryJob job) {
    assertThat(world.callTimes()).containsExactly(1_000L);
    assertThat(World.states(job)).containsExactly(ExecutionState.FAILED);
    assertThat(job.rows.getFirst().error).contains("unknown");
    assertThat(job.rows.getFirst().jobVersion).as("the version that was called").isEqualTo(1);
    world.assertNothingHeld();
  }

  @Test
  void anEditOfTheVeryMillisecondKeepsAStartWhoseAnswerWasLost() {
    MemoryJob job = world.create(JobDraft.of("*/5 * * * * *").atMostOnce());
    world.advanceTo(4_999);
    world.store.transactions.loseAnswers(1);
    world.advance(1);

    world.edit(job, JobDraft.of("@daily").atMostOnce());
    world.settle();
    world.advance(2_000);

    assertThat(world.calledInstants()).containsExactly(5_000L);
    assertThat(World.states(job)).containsExactly(ExecutionState.SUCCESS);
    world.assertLeavesNothing();
  }

  @Test
  void anUnknownOutcomeIsRecordedWithoutWaitingForASlot() {
    world.invoker.script(_ -> ScriptedInvoker.HANGS);
    MemoryJob job = world.create(DRAFT);
    world.advance(1_500);

    world.crash();
    world.turn.dispatcher.pause(true);
    world.start();

    assertThat(World.states(job)).containsExactly(ExecutionState.FAILED);
    world.assertNothingHeld();
  }

  private void loseTheStart() {
    world.advanceTo(999);
    world.store.transactions.loseAnswers(1);
    world.advance(1);
  }
}
