package io.carillon.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.ScriptedInvoker.Expected;
import io.carillon.testkit.ManualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What the invoker hears of calls before they are due. */
class PreconnectorTest {
  private static final String AT_2_S = "@at 2026-01-01T00:00:02Z";

  private final World world = World.started();

  private static void create(World world, int count, JobDraft draft) {
    for (int i = 0; i < count; i++) {
      world.create(draft);
    }
  }

  @Test
  void theCallsOfOneInstantAreToldOfOnceForEachDestinationAMomentBefore() {
    create(world, 3, JobDraft.of(AT_2_S).host("a.test"));
    create(world, 2, JobDraft.of(AT_2_S).host("b.test"));

    world.advanceTo(2_000 - Preconnector.AHEAD_MS - 1);
    assertThat(world.invoker.expected()).isEmpty();
    world.advanceTo(1_999);
    assertThat(world.invoker.expected())
        .containsExactlyInAnyOrder(new Expected("a.test", 3), new Expected("b.test", 2));
    assertThat(world.invoker.calls()).isEmpty();
    world.advanceTo(3_000);
    assertThat(world.invoker.expected()).hasSize(2);
    assertThat(world.invoker.calls()).hasSize(5);
  }

  @Test
  void noMoreAreToldOfThanMayBeCalledAtOnce() {
    World limited = new World(Configs.slots(100, 4));
    limited.start();
    create(limited, 10, JobDraft.of(AT_2_S).host("a.test"));

    limited.advanceTo(1_999);
    assertThat(limited.invoker.expected()).containsExactly(new Expected("a.test", 4));
  }

  @Test
  void whereAsManyAreUnderWayAsMayBeNothingIsToldOf() {
    World limited = new World(Configs.slots(100, 1));
    limited.start();
    limited.invoker.script(_ -> ScriptedInvoker.HANGS);
    limited.create(JobDraft.of("* * * * * *").host("a.test"));

    limited.advanceTo(5_000);
    assertThat(limited.invoker.expected()).containsExactly(new Expected("a.test", 1));
  }

  @Test
  void eachOccurrenceIsToldOfOnce() {
    create(world, 2, JobDraft.of("* * * * * *").host("a.test"));

    world.advanceTo(10_200);
    assertThat(world.invoker.expected()).hasSize(10).containsOnly(new Expected("a.test", 2));
  }

  @Test
  void afterAStepOfTheClockBackItGoesOn() {
    create(world, 1, JobDraft.of("* * * * * *").host("a.test"));
    world.advanceTo(3_200);

    world.clock.setWall(world.clock.now().minus(Duration.ofHours(1)));
    world.advance(60_000);
    int before = world.invoker.expected().size();
    world.advance(5_000);
    assertThat(world.invoker.expected()).hasSize(before + 5);
  }

  @Test
  void aNodeThatDoesNotCallTellsOfNothing() {
    ManualClock clock = World.startClock();
    World planning =
        new World(
            Configs.of("node-1", new Roles(true, false), Configs.DEFAULTS),
            1,
            clock,
            new MemoryLedger(clock),
            new MemoryQueue(clock).view());
    planning.start();
    planning.create(JobDraft.of(AT_2_S));

    planning.advanceTo(3_000);
    assertThat(planning.invoker.expected()).isEmpty();
  }
}
