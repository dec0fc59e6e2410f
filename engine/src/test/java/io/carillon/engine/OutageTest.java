package io.carillon.engine;

import static io.carillon.core.ExecutionState.FAILED;
import static io.carillon.core.ExecutionState.PENDING;
import static io.carillon.core.ExecutionState.SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.core.MisfirePolicy;
import io.carillon.core.port.StoreUnavailable;
import io.carillon.engine.ScriptedInvoker.Reaction;
import org.junit.jupiter.api.Test;

/** What the engine does while the store fails, and that it recovers by itself (I10). */
class OutageTest {
  @Test
  void whatIsPlannedIsSentDuringAnOutage() {
    World world = World.started();
    MemoryJob job = world.create(JobDraft.of("* * * * * *"));
    world.advanceTo(500);
    world.store.transactions.setDown(true);

    world.advanceTo(4_500);
    assertThat(world.callTimes()).containsExactly(1_000L, 2_000L, 3_000L, 4_000L);
    assertThat(World.states(job)).doesNotContain(SUCCESS);
    assertThat(world.turn.planner.isHealthy()).isFalse();
    world.store.transactions.setDown(false);
    world.advanceTo(10_500);

    assertThat(world.callTimes()).hasSize(10).doesNotHaveDuplicates();
    assertThat(World.states(job).subList(0, 10)).containsOnly(SUCCESS);
    assertThat(world.turn.planner.isHealthy()).isTrue();
    world.assertLeavesNothing();
  }

  @Test
  void aLongOutageIsAMisfire() {
    World world = World.started();
    MemoryJob job = world.create(JobDraft.of("* * * * * *").misfire(MisfirePolicy.SKIP));
    world.advanceTo(500);
    world.store.transactions.setDown(true);
    world.advanceTo(60_500);

    world.store.transactions.setDown(false);
    world.advanceTo(63_500);

    assertThat(world.calledInstants())
        .startsWith(1_000L, 2_000L, 3_000L, 4_000L, 5_000L)
        .endsWith(62_000L, 63_000L);
    assertThat(job.skippedRuns()).hasSize(1);
    assertThat(job.skippedRuns().getFirst().count() + world.calledInstants().size()).isEqualTo(63);
    world.assertLeavesNothing();
  }

  @Test
  void sendingStopsWhenTooManyOutcomesWait() {
    World world = new World(Configs.recording(2, 3));
    world.start();
    world.create(JobDraft.of("* * * * * *"));
    world.advanceTo(500);
    world.store.transactions.setDown(true);

    world.advanceTo(5_500);
    assertThat(world.callTimes()).containsExactly(1_000L, 2_000L, 3_000L);
    assertThat(world.turn.isSending()).isFalse();
    assertThat(world.turn.recorder.backlog()).isEqualTo(3);
    world.store.transactions.setDown(false);
    world.advanceTo(7_500);

    assertThat(world.turn.isSending()).isTrue();
    assertThat(world.calledInstants()).contains(4_000L, 5_000L).doesNotHaveDuplicates();
    world.assertLeavesNothing();
  }

  @Test
  void anOutcomeWhoseAnswerWasLostIsAcceptedOnce() {
    World world = World.started();
    world.invoker.script(
        call -> call.attempt() == 1 ? new Reaction(0, 503, -1) : ScriptedInvoker.OK);
    for (long delayMs : new long[] {1_000, 30_000}) {
      MemoryJob job = world.create(JobDraft.of("*/10 * * * * *").once().retry(3, delayMs));
      world.advance(9_000);
      world.store.transactions.loseAnswers(100);
      world.advance(4_000);
      world.store.transactions.loseAnswers(0);
      world.advance(60_000);

      assertThat(World.states(job)).containsExactly(SUCCESS);
      assertThat(job.rows.getFirst().retryCount).isEqualTo(1);
      world.assertNothingHeld();
    }
    assertThat(world.invoker.calls()).hasSize(4);
    assertThat(world.heard.stale).isZero();
  }

  @Test
  void anOutageAtTheStartIsWaitedFor() {
    World world = new World();
    world.store.transactions.setDown(true);
    MemoryJob job = world.create(JobDraft.of("* * * * * *"));
    world.advance(10_000);
    assertThat(world.turn.idleNanos(50)).as("no busy waiting").isEqualTo(50_000_000);

    world.store.transactions.setDown(false);
    world.start();
    world.advance(3_000);

    assertThat(World.states(job)).contains(SUCCESS);
    world.assertLeavesNothing();
  }

  @Test
  void aStoreThatThrowsIsAStoreThatFails() {
    World world = new World(Configs.limits(10, 2, 1_000));
    world.start();
    world.invoker.script(_ -> new Reaction(300, 200, -1));
    MemoryJob first = world.create(JobDraft.of("* * * * * *").host("a.test"));
    MemoryJob second = world.create(JobDraft.of("* * * * * *").host("b.test").atMostOnce());
    MemoryJob third = world.create(JobDraft.of("@daily").host("c.test"));
    for (int i = 0; i < 500; i++) {
      world.trigger(third);
    }
    world.turn.run();
    world.store.transactions.run();
    world.store.transactions.setThrowing(true);

    Answer<?> change = world.pause(first);
    Answer<?> trigger = world.trigger(first);
    Answer<?> cancel = world.cancel(third.rows.getLast());
    world.advanceTo(4_000);
    assertThat(change.error()).isInstanceOf(StoreUnavailable.class);
    assertThat(trigger.error()).isInstanceOf(StoreUnavailable.class);
    assertThat(cancel.error()).isInstanceOf(StoreUnavailable.class);
    world.store.transactions.setThrowing(false);
    world.advance(120_000);

    assertThat(World.states(first)).contains(SUCCESS);
    assertThat(World.states(second)).contains(SUCCESS);
    assertThat(World.states(third)).doesNotContain(PENDING);
    world.assertLeavesNothing();
  }

  @Test
  void aListenerThatThrowsHindersNothing() {
    World world = World.started();
    world.heard.throwing = true;
    world.invoker.script(_ -> new Reaction(0, 503, -1));
    MemoryJob job = world.create(JobDraft.of("@at 2026-01-01T00:00:01Z"));
    MemoryJob other = world.create(JobDraft.of("@at 2026-01-01T00:00:01Z").atMostOnce());

    world.advance(20_000);

    assertThat(World.states(job)).containsExactly(FAILED);
    assertThat(World.states(other)).containsExactly(FAILED);
    world.assertNothingHeld();
  }
}
