package io.carillon.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.core.ExecutionState;
import io.carillon.core.port.Ledger.Cancelled;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What finds no room goes to the store and comes back; nobody else is delayed (I9). */
class SpillTest {
  private final World world = new World(Configs.limits(10, 5, 1_000));

  @Test
  void aDeadDestinationDelaysNobodyElse() {
    world.start();
    MemoryJob dead = hang("dead.test");
    world.create(JobDraft.of("* * * * * *").host("good.test"));
    trigger(dead, 900);
    assertThat(world.turn.spiller.spilled()).isEqualTo(1);

    world.advanceTo(10_500);

    assertThat(goodCallTimes())
        .containsExactly(
            1_000L, 2_000L, 3_000L, 4_000L, 5_000L, 6_000L, 7_000L, 8_000L, 9_000L, 10_000L);
    assertThat(world.turn.jobs.held()).isLessThan(600);
    recover();
    assertThat(World.states(dead)).hasSize(900).containsOnly(ExecutionState.SUCCESS);
    world.assertLeavesNothing();
  }

  @Test
  void manyDeadDestinationsDelayNobodyElse() {
    World wide = new World(Configs.limits(100, 20, 1_000));
    wide.start();
    wide.create(JobDraft.of("* * * * * *").host("good.test"));
    wide.invoker.script(
        call ->
            call.job().definition().target().api().getHost().startsWith("dead")
                ? ScriptedInvoker.HANGS
                : ScriptedInvoker.OK);
    for (int i = 0; i < 12; i++) {
      MemoryJob dead = wide.create(JobDraft.of("@daily").host("dead" + i + ".test"));
      for (int k = 0; k < 200; k++) {
        wide.trigger(dead);
      }
      wide.settle();
    }

    wide.advanceTo(10_500);

    assertThat(
            wide.invoker.calls().stream()
                .filter(made -> made.outcome != null)
                .map(made -> World.sinceStart(made.madeAtMs)))
        .hasSize(10)
        .allMatch(at -> at % 1_000 == 0);
    assertThat(wide.turn.jobs.held()).isLessThan(1_000);
    wide.invoker.script(_ -> ScriptedInvoker.OK);
    wide.invoker.underWay().forEach(made -> made.answer(200));
    wide.advance(60_000);
    assertThat(wide.store.rows.openCount()).as("all but the planned seconds").isLessThan(10);
    wide.assertLeavesNothing();
  }

  @Test
  void aHealthyDestinationGetsItsExecutionsBackWhileOthersAreDead() {
    world.start();
    MemoryJob dead = hang("dead.test");
    MemoryJob slow = hang("slow.test");
    trigger(dead, 600);
    trigger(slow, 600);

    world.invoker.script(
        call ->
            call.job().id().equals(dead.snapshot.id())
                ? ScriptedInvoker.HANGS
                : ScriptedInvoker.OK);
    world.invoker.underWay().stream()
        .filter(made -> made.call.job().id().equals(slow.snapshot.id()))
        .forEach(made -> made.answer(200));
    world.advance(10_000);

    assertThat(World.states(slow)).containsOnly(ExecutionState.SUCCESS);
    assertThat(World.states(dead)).contains(ExecutionState.PENDING);
    recover();
    world.assertLeavesNothing();
  }

  @Test
  void whatWaitsForADeadDestinationIsNotMovedToAndFro() {
    world.start();
    MemoryJob dead = hang("dead.test");
    trigger(dead, 900);
    long held = world.turn.jobs.held();

    for (int i = 0; i < 10_000; i++) {
      world.advance(1);
      assertThat(world.turn.jobs.held()).isEqualTo((int) held);
    }

    recover();
    world.assertLeavesNothing();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatIsSpilledSurvivesACrashAndComesBack(boolean crashes) {
    world.start();
    MemoryJob dead = hang("dead.test");
    trigger(dead, 900);

    if (crashes) {
      world.crash();
      world.start();
    }
    recover();

    assertThat(World.states(dead)).hasSize(900).containsOnly(ExecutionState.SUCCESS);
    world.assertLeavesNothing();
  }

  @Test
  void aSpillWhoseAnswerWasLostIsNotSentTwice() {
    world.start();
    MemoryJob dead = hang("dead.test");
    for (int i = 0; i < 900; i++) {
      world.trigger(dead);
    }
    world.turn.run();
    world.store.transactions.run();
    world.store.transactions.loseAnswers(3);
    world.advance(5_000);
    world.edit(dead, JobDraft.of("@daily").host("moved.test"));

    recover();

    assertThat(World.states(dead)).hasSize(900).containsOnly(ExecutionState.SUCCESS);
    assertThat(world.invoker.calls()).hasSize(900);
    world.assertLeavesNothing();
  }

  @Test
  void withoutTheStoreNothingIsLost() {
    world.start();
    MemoryJob dead = hang("dead.test");
    for (int i = 0; i < 900; i++) {
      world.trigger(dead);
    }
    world.turn.run();
    world.store.transactions.run();
    world.store.transactions.setDown(true);
    world.advance(5_000);
    world.store.transactions.setDown(false);

    recover();

    assertThat(World.states(dead)).hasSize(900).containsOnly(ExecutionState.SUCCESS);
    assertThat(world.invoker.calls()).hasSize(900);
    world.assertLeavesNothing();
  }

  @Test
  void aCancelFindsWhatIsOnItsWayToTheStore() {
    world.start();
    MemoryJob dead = hang("dead.test");
    for (int i = 0; i < 900; i++) {
      world.trigger(dead);
    }
    world.turn.run();
    world.store.transactions.run();
    world.turn.run(); // The last ones find no room and are being spilled.

    Answer<Cancelled> leaving = world.cancel(dead.rows.getLast());
    Answer<Cancelled> spilled = world.cancel(dead.rows.get(890));
    world.settle();

    assertThat(leaving.value()).isEqualTo(Cancelled.DONE);
    assertThat(spilled.value()).isEqualTo(Cancelled.DONE);
    assertThat(dead.rows.getLast().state).isEqualTo(ExecutionState.CANCELLED);
    recover();
    world.assertLeavesNothing();
  }

  @Test
  void aPauseEndsWhatIsSpilled() {
    world.start();
    MemoryJob dead = hang("dead.test");
    trigger(dead, 900);

    world.pause(dead);
    world.settle();
    world.invoker.underWay().forEach(made -> made.answer(503));
    world.advance(60_000);

    assertThat(World.states(dead)).hasSize(900).containsOnly(ExecutionState.CANCELLED);
    world.assertNothingHeld();
  }

  private MemoryJob hang(String host) {
    world.invoker.script(
        call ->
            call.job().definition().target().api().getHost().equals("good.test")
                ? ScriptedInvoker.OK
                : ScriptedInvoker.HANGS);
    return world.create(JobDraft.of("@daily").host(host));
  }

  private void trigger(MemoryJob job, int count) {
    for (int i = 0; i < count; i++) {
      world.trigger(job);
    }
    world.settle();
  }

  private void recover() {
    world.invoker.script(_ -> ScriptedInvoker.OK);
    world.invoker.underWay().forEach(made -> made.answer(200));
    world.advance(30_000);
  }

  private List<Long> goodCallTimes() {
    return world.invoker.calls().stream()
        .filter(made -> made.call.job().definition().target().api().getHost().equals("good.test"))
        .map(made -> World.sinceStart(made.madeAtMs))
        .toList();
  }
}
