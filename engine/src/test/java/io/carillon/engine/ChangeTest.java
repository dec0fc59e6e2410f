package io.carillon.engine;

import static io.carillon.core.ExecutionState.CANCELLED;
import static io.carillon.core.ExecutionState.RUNNING;
import static io.carillon.core.ExecutionState.SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.core.OverlapPolicy;
import io.carillon.core.port.ChangeResult;
import io.carillon.core.port.OpenExecution;
import io.carillon.core.port.StoreUnavailable;
import io.carillon.engine.ScriptedInvoker.Reaction;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Edits, pauses and deletes of planned jobs neither lose nor double a fire (I7). */
class ChangeTest {
  private final World world = World.started();
  private final MemoryJob job = world.create(JobDraft.of("* * * * * *"));

  @ParameterizedTest
  @ValueSource(longs = {2_999, 3_000, 3_001, 3_500})
  void anEditInsideTheHorizonNeitherLosesNorDoubles(long atMs) {
    world.advanceTo(atMs);

    Answer<ChangeResult> answer = world.edit(job, everySecond().host("moved.test"));
    world.advanceTo(8_500);

    assertThat(answer.value()).isInstanceOf(ChangeResult.Changed.class);
    assertThat(world.calledInstants())
        .containsExactly(1_000L, 2_000L, 3_000L, 4_000L, 5_000L, 6_000L, 7_000L, 8_000L);
    assertThat(world.callTimes()).isEqualTo(world.calledInstants());
    assertThat(callsOfVersion(1)).isEqualTo(Math.min(3, atMs / 1_000));
    world.assertLeavesNothing();
  }

  @Test
  void anEditOfTheScheduleTakesEffectFromTheCutOn() {
    world.advanceTo(2_500);

    world.edit(job, JobDraft.of("*/5 * * * * *"));
    world.advanceTo(11_000);

    assertThat(world.calledInstants()).containsExactly(1_000L, 2_000L, 5_000L, 10_000L);
    world.assertLeavesNothing();
  }

  @Test
  void pauseAndResumeLeaveOutWhatLiesBetween() {
    world.advanceTo(2_500);
    world.pause(job);
    world.advanceTo(5_500);
    assertThat(world.calledInstants()).containsExactly(1_000L, 2_000L);
    world.assertNothingHeld();

    world.resume(job);
    world.advanceTo(7_500);

    assertThat(world.calledInstants()).containsExactly(1_000L, 2_000L, 6_000L, 7_000L);
    assertThat(job.skippedRuns()).as("a resume is no misfire").isEmpty();
    world.assertLeavesNothing();
  }

  @Test
  void aDeleteEndsEverything() {
    world.advanceTo(2_500);

    Answer<ChangeResult> answer = world.delete(job);
    world.advanceTo(8_000);

    assertThat(answer.value()).isInstanceOf(ChangeResult.Deleted.class);
    assertThat(world.calledInstants()).containsExactly(1_000L, 2_000L);
    world.assertNothingHeld();
    assertThat(world.store.rows.openCount()).isZero();
  }

  @Test
  void aCallUnderWayIsLeftToEnd() {
    world.invoker.script(_ -> new Reaction(200, 200, -1));
    world.advanceTo(1_100);

    world.delete(job);
    world.advanceTo(1_150);
    assertThat(World.states(job)).as("the store can tell it from a plan").containsExactly(RUNNING);
    world.advanceTo(3_000);

    assertThat(World.states(job)).containsExactly(SUCCESS);
    world.assertNothingHeld();
  }

  @Test
  void aCallUnderWayIsNotRetriedAfterAPause() {
    world.invoker.script(_ -> new Reaction(200, 503, -1));
    world.advanceTo(1_100);

    world.pause(job);
    world.advanceTo(9_000);

    assertThat(world.callTimes()).containsExactly(1_000L);
    assertThat(World.states(job)).containsExactly(CANCELLED);
    world.assertNothingHeld();
  }

  @ParameterizedTest
  @ValueSource(longs = {1_000, 60_000})
  void aRetryDecidedDuringAPauseIsCancelled(long delayMs) {
    world.delete(job);
    MemoryJob retried = world.create(JobDraft.of("@at 2026-01-01T00:00:01Z").retry(3, delayMs));
    world.invoker.script(_ -> ScriptedInvoker.HANGS);
    world.advanceTo(1_100);
    world.pause(retried);
    world.turn.run(); // The call becomes RUNNING first,
    world.store.transactions.run();
    world.turn.run(); // then the change goes to the store.

    world.lastCall().answer(503);
    world.turn.run(); // The retry is decided before the change is answered.
    world.advance(500);

    assertThat(World.states(retried)).containsExactly(CANCELLED);
    world.assertNothingHeld();
    world.advance(120_000);
    assertThat(world.callTimes()).containsExactly(1_000L);
  }

  /** The one of second 1, which gets no connection before the test gives it one. */
  private void callWithoutAConnection() {
    world.invoker.script(_ -> ScriptedInvoker.CONNECTS);
    world.advanceTo(1_400);
  }

  private void assertTakenBackAndCancelled(MemoryJob changed) {
    assertThat(world.lastCall().isWithdrawn).isTrue();
    assertThat(World.states(changed)).containsExactly(CANCELLED);
    world.assertNothingHeld();
  }

  private void answerTheOneUnderWay() {
    assertThat(world.invoker.underWay()).containsExactly(world.lastCall());
    world.lastCall().connect();
    world.lastCall().answer(200);
    world.settle();
  }

  @Test
  void aCallThatWaitsForItsConnectionIsNotSentAfterAPause() {
    callWithoutAConnection();

    Answer<ChangeResult> answer = world.pause(job);
    world.settle();

    assertThat(answer.value()).isInstanceOf(ChangeResult.Changed.class);
    assertTakenBackAndCancelled(job);
  }

  @Test
  void aCallThatWaitsForItsConnectionIsNotSentAfterADelete() {
    callWithoutAConnection();

    world.delete(job);
    world.settle();

    assertTakenBackAndCancelled(job);
  }

  @Test
  void aCallThatWaitsForItsConnectionIsMadeAgainAfterAnEdit() {
    callWithoutAConnection();

    world.edit(job, everySecond().host("moved.test"));
    world.settle();

    assertThat(world.calledInstants()).containsExactly(1_000L, 1_000L);
    assertThat(callsOfVersion(2)).isEqualTo(1);
    answerTheOneUnderWay();
    assertThat(World.states(job)).startsWith(SUCCESS);
    assertThat(job.rows.getFirst().jobVersion).isEqualTo(2);
    world.assertLeavesNothing();
  }

  @ParameterizedTest
  @EnumSource(OverlapPolicy.class)
  void aDurableStartThatWaitsForItsConnectionIsMadeAgainAfterAnEdit(OverlapPolicy next) {
    world.delete(job);
    JobDraft draft = JobDraft.of("@at 2026-01-01T00:00:01Z").atMostOnce();
    MemoryJob exclusive = world.create(draft.overlap(OverlapPolicy.SKIP));
    callWithoutAConnection();
    assertThat(World.states(exclusive)).containsExactly(RUNNING);

    world.edit(exclusive, draft.overlap(next));
    world.settle();

    assertThat(callsOfVersion(1)).isEqualTo(1);
    assertThat(callsOfVersion(2)).isEqualTo(1);
    answerTheOneUnderWay();
    assertThat(World.states(exclusive)).containsExactly(SUCCESS);
    world.assertLeavesNothing();
  }

  @Test
  void aDurableStartThatWaitsForItsConnectionIsCancelledByAPause() {
    world.delete(job);
    MemoryJob once = world.create(JobDraft.of("@at 2026-01-01T00:00:01Z").atMostOnce());
    callWithoutAConnection();

    world.pause(once);
    world.settle();

    assertTakenBackAndCancelled(once);
  }

  @Test
  void aRetryThatWaitsForItsConnectionIsCancelledByAPause() {
    world.delete(job);
    MemoryJob once = world.create(JobDraft.of("@at 2026-01-01T00:00:01Z").retry(3, 1_000));
    world.invoker.script(
        call -> call.attempt() == 1 ? new Reaction(0, 503, -1) : ScriptedInvoker.CONNECTS);
    world.advanceTo(2_400);
    assertThat(world.lastCall().call.attempt()).isEqualTo(2);

    world.pause(once);
    world.settle();

    assertTakenBackAndCancelled(once);
  }

  @Test
  void aCancelledCallThatWaitsForItsConnectionIsNotTakenBackByAChange() {
    callWithoutAConnection();

    world.cancel(job.rows.getFirst());
    world.edit(job, everySecond().host("moved.test"));
    world.settle();

    assertThat(World.states(job)).startsWith(CANCELLED);
    assertThat(world.callTimes()).containsExactly(1_000L);
    world.assertLeavesNothing();
  }

  @Test
  void whatIsDueDuringAChangeIsSentAfterItUnderTheNewVersion() {
    world.advanceTo(1_500);
    world.edit(job, everySecond().host("moved.test"));
    world.turn.run(); // The change waits in the store while second 2 comes due.
    passWithoutTheStore(600);
    assertThat(world.callTimes()).containsExactly(1_000L);

    world.settle();
    world.advance(1);

    assertThat(world.calledInstants()).containsExactly(1_000L, 2_000L);
    assertThat(world.lastCall().call.job().version()).isEqualTo(2);
    world.assertLeavesNothing();
  }

  @Test
  void whatWaitsForASlotIsNotSentDuringAChange() {
    World narrow = new World(Configs.slots(1, 1));
    narrow.start();
    narrow.invoker.script(_ -> ScriptedInvoker.HANGS);
    MemoryJob waiting = narrow.create(everySecond());
    narrow.advanceTo(2_500);
    narrow.turn.run();
    narrow.pause(waiting);
    narrow.turn.run();

    narrow.lastCall().answer(200);
    narrow.turn.run();
    narrow.turn.run();
    assertThat(narrow.callTimes()).as("the slot is free, the job is held").hasSize(1);
    narrow.advance(2_000);

    assertThat(narrow.callTimes()).hasSize(1);
    assertThat(World.states(waiting)).containsExactly(SUCCESS, CANCELLED);
    narrow.assertNothingHeld();
  }

  @Test
  void aChangeThatFailsLeavesTheJobAsItWas() {
    world.advanceTo(1_500);
    var stale = job.snapshot;
    world.edit(job, everySecond().host("moved.test"));
    world.settle();

    Answer<ChangeResult> answer = world.edit(stale, everySecond().build(), false);
    world.advanceTo(3_500);

    assertThat(answer.value()).isEqualTo(new ChangeResult.VersionMismatch(2));
    assertThat(world.calledInstants()).containsExactly(1_000L, 2_000L, 3_000L);
    world.assertLeavesNothing();
  }

  @Test
  void severalChangesAtOnceAreCarriedOutInOrder() {
    world.advanceTo(1_500);
    var first = job.snapshot;

    Answer<ChangeResult> edit = world.edit(first, everySecond().host("moved.test").build(), true);
    Answer<ChangeResult> pause = world.edit(first, everySecond().build(), false);
    Answer<ChangeResult> delete = world.delete(job);
    world.advanceTo(4_000);

    assertThat(edit.value()).isInstanceOf(ChangeResult.Changed.class);
    assertThat(pause.value()).isInstanceOf(ChangeResult.VersionMismatch.class);
    assertThat(delete.value()).isInstanceOf(ChangeResult.Deleted.class);
    assertThat(world.calledInstants()).containsExactly(1_000L);
    world.assertNothingHeld();
  }

  @Test
  void withoutTheStoreAChangeFailsAndTheJobGoesOn() {
    world.invoker.script(_ -> new Reaction(600, 200, -1));
    world.advanceTo(1_100);
    world.store.transactions.setDown(true);

    Answer<ChangeResult> answer = world.pause(job);
    world.advanceTo(3_900);

    assertThat(answer.error()).isInstanceOf(StoreUnavailable.class);
    assertThat(world.calledInstants()).containsExactly(1_000L, 2_000L, 3_000L);
    world.store.transactions.setDown(false);
    world.advance(1_000);
    world.assertLeavesNothing();
  }

  @Test
  void aStoreThatDoesNotAnswerIsNotWaitedForForEver() {
    world.invoker.script(_ -> new Reaction(600, 200, -1));
    world.advanceTo(1_100);

    Answer<ChangeResult> answer = world.pause(job);
    passWithoutTheStore(Recorder.FLUSH_MS_MAX + 100);

    assertThat(answer.error()).isInstanceOf(StoreUnavailable.class);
    assertThat(world.calledInstants()).contains(2_000L, 3_000L, 4_000L);
    world.settle();
    world.assertLeavesNothing();
  }

  @Test
  void aTriggerDuringADeleteIsCancelledOrRefused() {
    world.advanceTo(1_500);

    Answer<Optional<OpenExecution>> before = world.trigger(job);
    world.delete(job);
    Answer<Optional<OpenExecution>> after = world.trigger(job);
    world.advance(3_000);

    assertThat(before.value()).isPresent();
    assertThat(after.value()).isEmpty();
    assertThat(World.states(job)).containsExactly(SUCCESS, CANCELLED);
    assertThat(world.callTimes()).containsExactly(1_000L);
    world.assertNothingHeld();
  }

  @Test
  void aStartThatWaitsWhileItsPlanIsReplacedIsNotMade() {
    world.delete(job);
    world.create(JobDraft.of("@at 2026-01-01T00:00:04.999Z").atMostOnce());
    JobDraft draft = JobDraft.of("*/5 * * * * *");
    MemoryJob exclusive = world.create(draft.overlap(OverlapPolicy.SKIP));
    world.advanceTo(4_998);
    passWithoutTheStore(2); // The first start is under way, the second waits for it.

    world.edit(exclusive, draft.overlap(OverlapPolicy.ALLOW)); // Its cut is that very millisecond.
    world.settle();
    world.advanceTo(8_000);

    assertThat(world.calledInstants()).containsExactlyInAnyOrder(4_999L, 5_000L);
    world.assertLeavesNothing();
  }

  private static JobDraft everySecond() {
    return JobDraft.of("* * * * * *");
  }

  private void passWithoutTheStore(long ms) {
    for (long i = 0; i < ms; i++) {
      world.clock.advance(Duration.ofMillis(1));
      world.turn.run();
      world.invoker.run();
    }
  }

  private long callsOfVersion(int version) {
    return world.invoker.calls().stream()
        .filter(made -> made.call.job().version() == version)
        .count();
  }
}
