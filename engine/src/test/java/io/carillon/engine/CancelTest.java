package io.carillon.engine;

import static io.carillon.core.ExecutionState.CANCELLED;
import static io.carillon.core.ExecutionState.PENDING;
import static io.carillon.core.ExecutionState.SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.core.ExecutionId;
import io.carillon.core.OverlapPolicy;
import io.carillon.core.port.Ledger.Cancelled;
import io.carillon.core.port.StoreUnavailable;
import io.carillon.engine.ScriptedInvoker.Reaction;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A cancel finds the execution in every place and always answers. */
class CancelTest {
  private static final JobDraft ONCE = JobDraft.of("@at 2026-01-01T00:00:01Z");

  private final World world = World.started();

  @Test
  void inTheTimer() {
    MemoryJob job = world.create(ONCE);

    assertThat(cancelled(job)).isEqualTo(Cancelled.DONE);

    world.advance(5_000);
    assertThat(world.callTimes()).isEmpty();
    assertEnded(job);
  }

  @Test
  void duringTheCall() {
    world.invoker.script(_ -> ScriptedInvoker.HANGS);
    MemoryJob job = world.create(ONCE);
    world.advance(2_000);

    assertThat(cancelled(job)).isEqualTo(Cancelled.DONE);

    assertThat(world.invoker.underWay()).isEmpty();
    assertEnded(job);
  }

  @Test
  void inTheWaitingRoom() {
    World narrow = new World(Configs.slots(1, 1));
    narrow.start();
    narrow.invoker.script(_ -> ScriptedInvoker.HANGS);
    narrow.create(ONCE);
    MemoryJob job = narrow.create(ONCE);
    narrow.advance(2_000);
    assertThat(narrow.turn.dispatcher.waiting()).isEqualTo(1);

    Answer<Cancelled> answer = narrow.cancel(job.rows.getFirst());
    narrow.settle();

    assertThat(answer.value()).isEqualTo(Cancelled.DONE);
    assertThat(World.states(job)).containsExactly(CANCELLED);
    narrow.assertLeavesNothing();
  }

  @Test
  void duringADurableStart() {
    MemoryJob job = world.create(JobDraft.of("@at 2026-01-01T00:00:01Z").atMostOnce());
    world.advanceTo(999);
    world.clock.advance(Duration.ofMillis(1));
    world.turn.run();

    assertThat(cancelled(job)).isEqualTo(Cancelled.DONE);

    assertThat(world.callTimes()).isEmpty();
    assertEnded(job);
  }

  @Test
  void duringAChange() {
    MemoryJob job = world.create(ONCE);
    world.advanceTo(500);
    world.edit(job, ONCE);
    world.turn.run();
    for (int i = 0; i < 600; i++) {
      world.clock.advance(Duration.ofMillis(1));
      world.turn.run();
    }

    assertThat(cancelled(job)).isEqualTo(Cancelled.DONE);

    assertThat(world.callTimes()).isEmpty();
    assertEnded(job);
  }

  @Test
  void whileItWaitsForItsTurn() {
    world.invoker.script(_ -> ScriptedInvoker.HANGS);
    MemoryJob job =
        world.create(
            JobDraft.of("* * * * * *")
                .overlap(OverlapPolicy.QUEUE_ONE)
                .endAt(World.START.plusSeconds(2)));
    world.advanceTo(2_500);

    Answer<Cancelled> answer = world.cancel(job.rows.getLast());
    world.settle();
    world.lastCall().answer(200);
    world.advance(1_000);

    assertThat(answer.value()).isEqualTo(Cancelled.DONE);
    assertThat(World.states(job)).containsExactly(SUCCESS, CANCELLED);
    world.assertNothingHeld();
  }

  @Test
  void asANearRetry() {
    world.invoker.script(_ -> new Reaction(0, 503, -1));
    MemoryJob job = world.create(ONCE);
    world.advanceTo(1_500);

    assertThat(cancelled(job)).isEqualTo(Cancelled.DONE);

    world.advance(60_000);
    assertThat(world.callTimes()).containsExactly(1_000L);
    assertEnded(job);
  }

  @Test
  void asAFarRetryInTheStore() {
    world.invoker.script(_ -> new Reaction(0, 503, -1));
    MemoryJob job = world.create(JobDraft.of("@at 2026-01-01T00:00:01Z").retry(3, 60_000));
    world.advanceTo(1_500);

    assertThat(cancelled(job)).isEqualTo(Cancelled.DONE);

    world.advance(120_000);
    assertThat(world.callTimes()).containsExactly(1_000L);
    assertEnded(job);
  }

  @Test
  void whileItsRetryIsWritten() {
    for (long delayMs : new long[] {1_000, 60_000}) {
      World fresh = World.started();
      fresh.invoker.script(_ -> ScriptedInvoker.HANGS);
      MemoryJob job = fresh.create(JobDraft.of("@at 2026-01-01T00:00:01Z").retry(3, delayMs));
      fresh.advanceTo(1_500);
      fresh.lastCall().answer(503);
      fresh.turn.run();

      Answer<Cancelled> answer = fresh.cancel(job.rows.getFirst());
      fresh.advance(120_000);

      assertThat(answer.value()).isEqualTo(Cancelled.DONE);
      assertThat(fresh.callTimes()).containsExactly(1_000L);
      assertThat(World.states(job)).containsExactly(CANCELLED);
      fresh.assertNothingHeld();
    }
  }

  @Test
  void aCallThatEndsFirstWins() {
    world.invoker.script(_ -> ScriptedInvoker.HANGS);
    MemoryJob job = world.create(ONCE);
    world.advance(2_000);
    world.lastCall().answer(200);

    assertThat(cancelled(job)).isEqualTo(Cancelled.ENDED);

    assertThat(World.states(job)).containsExactly(SUCCESS);
    world.assertNothingHeld();
  }

  @Test
  void twoWhoAskBothHear() {
    world.invoker.script(_ -> ScriptedInvoker.HANGS);
    MemoryJob job = world.create(ONCE);
    world.advance(2_000);

    Answer<Cancelled> first = world.cancel(job.rows.getFirst());
    Answer<Cancelled> second = world.cancel(job.rows.getFirst());
    world.settle();

    assertThat(first.value()).isEqualTo(Cancelled.DONE);
    assertThat(second.value()).isEqualTo(Cancelled.DONE);
    assertEnded(job);
  }

  @Test
  void twoWhoAskTooLateBothHear() {
    world.invoker.script(_ -> ScriptedInvoker.HANGS);
    MemoryJob job = world.create(ONCE);
    world.advance(2_000);
    world.lastCall().answer(200);

    Answer<Cancelled> first = world.cancel(job.rows.getFirst());
    Answer<Cancelled> second = world.cancel(job.rows.getFirst());
    world.settle();

    assertThat(first.value()).isEqualTo(Cancelled.ENDED);
    assertThat(second.value()).isEqualTo(Cancelled.ENDED);
  }

  @Test
  void duringADurableStartThatAnEditOvertakes() {
    world.create(JobDraft.of("@at 2026-01-01T00:00:00.999Z").atMostOnce());
    JobDraft draft = JobDraft.of("@at 2026-01-01T00:00:01Z").atMostOnce();
    MemoryJob job = world.create(draft);
    world.advanceTo(998);
    for (int i = 0; i < 10; i++) { // One start is under way, the other waits for it.
      world.clock.advance(Duration.ofMillis(1));
      world.turn.run();
    }
    world.edit(job, draft.host("moved.test"));

    assertThat(cancelled(job)).isEqualTo(Cancelled.DONE);

    assertThat(world.calledInstants()).containsExactly(999L);
    assertEnded(job);
  }

  @Test
  void whileItsPlanIsStillOnItsWayFromTheStore() {
    MemoryJob job = world.add(ONCE);
    world.turn.run();
    world.turn.run();
    while (world.store.transactions.commit()) {
      // Committed, not answered.
    }
    assertThat(World.states(job)).containsExactly(PENDING);
    Answer<Cancelled> answer = world.cancel(job.rows.getFirst());
    world.turn.run();
    while (world.store.transactions.commit()) {
      // The store says that a node holds it.
    }
    world.settle();

    assertThat(answer.value()).isEqualTo(Cancelled.DONE);
    assertEnded(job);
  }

  @Test
  void anUnknownExecution() {
    MemoryJob job = world.create(ONCE);
    Answer<Cancelled> answer = Answer.awaited();
    world.turn.mailbox.post(
        () -> world.turn.cancels.cancel(job.snapshot.id(), new ExecutionId(7), answer.stage()));
    world.settle();

    assertThat(answer.value()).isEqualTo(Cancelled.UNKNOWN);
  }

  @Test
  void withoutTheStoreTheAnswerIsAnErrorAndNothingIsSent() {
    MemoryJob job = world.create(ONCE);
    world.store.transactions.setDown(true);

    Answer<Cancelled> answer = world.cancel(job.rows.getFirst());
    world.advance(3_000);

    assertThat(answer.error()).isInstanceOf(StoreUnavailable.class);
    world.store.transactions.setDown(false);
    world.advance(3_000);
    assertThat(world.callTimes()).isEmpty();
    assertEnded(job);
  }

  @Test
  void withoutTheStoreACallIsAbortedAllTheSame() {
    world.invoker.script(_ -> ScriptedInvoker.HANGS);
    MemoryJob job = world.create(ONCE);
    world.advance(2_000);
    world.store.transactions.setDown(true);

    Answer<Cancelled> answer = world.cancel(job.rows.getFirst());
    world.advance(1_000);

    assertThat(world.invoker.underWay()).isEmpty();
    assertThat(answer.error()).isInstanceOf(StoreUnavailable.class);
    world.store.transactions.setDown(false);
    world.advance(1_000);
    assertEnded(job);
  }

  private Cancelled cancelled(MemoryJob job) {
    Answer<Cancelled> answer = world.cancel(job.rows.getFirst());
    world.settle();
    return answer.value();
  }

  private void assertEnded(MemoryJob job) {
    assertThat(World.states(job)).containsExactly(CANCELLED);
    world.assertNothingHeld();
  }
}
