package io.carillon.engine;

import static io.carillon.core.ExecutionState.FAILED;
import static io.carillon.core.ExecutionState.PENDING;
import static io.carillon.core.ExecutionState.RUNNING;
import static io.carillon.core.ExecutionState.SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.core.OverlapPolicy;
import io.carillon.core.port.ChangeResult;
import io.carillon.core.port.StoreUnavailable;
import io.carillon.engine.ScriptedInvoker.Reaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Moves become durable in their order, whatever the store does. */
class RecorderTest {
  private final World world = World.started();

  @Test
  void aRunningMoveThatStillWaitsIsMergedIntoTheOutcome() {
    world.invoker.script(call -> new Reaction(call.job().version() == 1 ? 260 : 250, 200, -1));
    MemoryJob job = world.create(JobDraft.of("@at 2026-01-01T00:00:01Z"));
    MemoryJob other = world.create(JobDraft.of("@at 2026-01-01T00:00:00.990Z"));
    world.advanceTo(1_239);

    pass(30); // RUNNING of the other is on its way to the store, that of the job waits behind it.
    assertThat(world.turn.recorder.backlog()).isEqualTo(4);
    world.settle();

    assertThat(World.states(job)).containsExactly(SUCCESS);
    assertThat(World.states(other)).containsExactly(SUCCESS);
    assertThat(world.heard.moves.stream().map(EngineListener.Moved::to))
        .containsExactly(RUNNING, SUCCESS, SUCCESS);
    world.assertNothingHeld();
  }

  @Test
  void movesOfAFailedBatchKeepTheirOrder() {
    world.invoker.script(_ -> new Reaction(300, 200, -1));
    MemoryJob job = world.create(JobDraft.of("@at 2026-01-01T00:00:01Z"));
    world.advanceTo(1_200);
    world.store.transactions.setDown(true);
    world.advanceTo(1_450);
    world.store.transactions.setDown(false);

    world.advanceTo(1_449 + Recorder.RETRY_MS);
    assertThat(World.states(job)).containsExactly(PENDING);
    world.advance(1 + Recorder.RETRY_MS);

    assertThat(world.heard.moves.stream().map(EngineListener.Moved::to))
        .containsExactly(RUNNING, SUCCESS);
    assertThat(world.heard.stale).isZero();
    world.assertNothingHeld();
  }

  @Test
  void aPoisonedOutcomeIsDroppedAlone() {
    List<MemoryJob> jobs = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      jobs.add(world.create(JobDraft.of("@at 2026-01-01T00:00:01Z")));
    }
    MemoryRow poisoned = jobs.get(37).rows.getFirst();
    world.store.poison(poisoned.key);

    world.advance(2_000);

    assertThat(poisoned.state).isEqualTo(PENDING);
    assertThat(jobs.stream().filter(job -> World.states(job).equals(List.of(SUCCESS)))).hasSize(99);
    assertThat(world.heard.failures).hasSizeLessThan(60);
    world.assertNothingHeld();
  }

  @Test
  void whoseAnswerCannotBeRecordedEndsWithoutIt() {
    MemoryJob job = world.create(JobDraft.of("* * * * * *").overlap(OverlapPolicy.SKIP));
    MemoryJob retried = world.create(JobDraft.of("@at 2026-01-01T00:00:01Z"));
    world.invoker.script(
        call -> new Reaction(0, call.job().id().equals(job.snapshot.id()) ? 200 : 503, -1));
    MemoryRow poisoned = job.rows.getFirst();
    world.store.poisonAnswer(poisoned.key);
    world.store.poisonAnswer(retried.rows.getFirst().key);

    world.advance(2_500);

    assertThat(World.states(job)).startsWith(FAILED, SUCCESS);
    assertThat(poisoned.error).isEqualTo("the outcome could not be recorded");
    assertThat(poisoned.httpStatus).isZero();
    assertThat(World.states(retried)).containsExactly(FAILED);
    assertThat(world.store.settling.alerts).hasSize(3);
    world.assertLeavesNothing();
  }

  @Test
  void aPoisonedOutcomeDoesNotFailTheChangesThatWaitBehindIt() {
    world.invoker.script(_ -> new Reaction(100, 200, -1));
    List<MemoryJob> jobs = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      jobs.add(world.create(JobDraft.of("@at 2026-01-01T00:00:01Z")));
    }
    world.store.poison(jobs.get(37).rows.getFirst().key);
    world.advanceTo(1_099);
    pass(1);

    Answer<ChangeResult> answer = world.pause(jobs.get(49));
    world.advance(1_000);

    assertThat(answer.value()).isInstanceOf(ChangeResult.Changed.class);
    assertThat(World.states(jobs.get(49))).containsExactly(SUCCESS);
    world.assertNothingHeld();
  }

  @Test
  void whoWaitsIsToldWhenAllBeforeHimIsDurable() {
    List<String> told = new ArrayList<>();
    world.turn.recorder.whenFlushed(() -> told.add("nothing to wait for"), _ -> {});
    assertThat(told).containsExactly("nothing to wait for");

    waitForOutcome(told);
    assertThat(told).hasSize(1);
    world.settle();

    assertThat(told).containsExactly("nothing to wait for", "durable");
  }

  @Test
  void whoWaitsIsToldWhenTheStoreFails() {
    List<String> told = new ArrayList<>();
    waitForOutcome(told);

    world.store.transactions.setDown(true);
    world.settle();

    assertThat(told).containsExactly(StoreUnavailable.class.getSimpleName());
  }

  private void waitForOutcome(List<String> told) {
    world.create(JobDraft.of("@at 2026-01-01T00:00:01Z"));
    world.advanceTo(999);
    pass(1);
    world.invoker.run();
    world.turn.run();
    world.turn.recorder.whenFlushed(
        () -> told.add("durable"), error -> told.add(error.getClass().getSimpleName()));
  }

  /** Lets time pass while the store is busy with something else. */
  private void pass(long ms) {
    for (long i = 0; i < ms; i++) {
      world.clock.advance(Duration.ofMillis(1));
      world.turn.run();
      world.invoker.run();
      world.turn.run();
    }
  }
}
