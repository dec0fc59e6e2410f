package io.carillon.engine;

import static io.carillon.core.ExecutionState.PENDING;
import static io.carillon.core.ExecutionState.SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.core.ExecutionState;
import io.carillon.core.OverlapPolicy;
import io.carillon.engine.ScriptedInvoker.Reaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Outcomes of a burst are written when it has gone out, and not later than a bound. */
class BurstTest {
  private static final int SIZE_MIN = Burst.sizeMin(Configs.DEFAULTS);

  private final World world = World.started();

  private List<MemoryJob> create(int count, String schedule) {
    List<MemoryJob> jobs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      jobs.add(world.create(JobDraft.of(schedule)));
    }
    return jobs;
  }

  private static Set<ExecutionState> states(List<MemoryJob> jobs) {
    return jobs.stream().flatMap(job -> World.states(job).stream()).collect(Collectors.toSet());
  }

  @Test
  void outcomesWaitUntilTheBurstHasGoneOut() {
    List<Integer> answers = new ArrayList<>();
    world.invoker.script(
        _ -> {
          answers.add(0);
          return new Reaction(answers.size() <= SIZE_MIN / 2 ? 20 : 100, 200, -1);
        });
    List<MemoryJob> jobs = create(SIZE_MIN, "@at 2026-01-01T00:00:01Z");

    world.advanceTo(1_090);
    assertThat(world.turn.recorder.backlog()).isEqualTo(SIZE_MIN / 2);
    assertThat(states(jobs)).containsExactly(PENDING);

    world.advanceTo(1_150);
    assertThat(states(jobs)).containsExactly(SUCCESS);
    world.assertNothingHeld();
  }

  @Test
  void aSlowTargetHoldsOutcomesUpForABoundedTime() {
    List<Integer> answers = new ArrayList<>();
    world.invoker.script(
        _ -> {
          answers.add(0);
          return new Reaction(answers.size() == 1 ? 20 : 5_000, 200, -1);
        });
    List<MemoryJob> jobs = create(SIZE_MIN, "@at 2026-01-01T00:00:01Z");

    world.advanceTo(1_000 + Burst.MS_MAX - 10);
    assertThat(states(jobs)).containsExactly(PENDING);
    world.advanceTo(1_000 + Burst.MS_MAX + 50);
    assertThat(states(jobs)).contains(SUCCESS);

    world.advanceTo(7_000);
    assertThat(states(jobs)).containsExactly(SUCCESS);
    world.assertNothingHeld();
  }

  @Test
  void fewerAreNoBurst() {
    List<Integer> answers = new ArrayList<>();
    world.invoker.script(
        _ -> {
          answers.add(0);
          return new Reaction(answers.size() == 1 ? 20 : 200, 200, -1);
        });
    List<MemoryJob> jobs = create(SIZE_MIN - 1, "@at 2026-01-01T00:00:01Z");

    world.advanceTo(1_100);
    assertThat(states(jobs)).contains(SUCCESS);
    world.advanceTo(1_300);
    world.assertNothingHeld();
  }

  @Test
  void somebodyWhoWaitsForTheRecordEndsTheQuiet() {
    world.invoker.script(_ -> new Reaction(300, 200, -1));
    List<MemoryJob> jobs = create(SIZE_MIN, "@at 2026-01-01T00:00:01Z");
    world.advanceTo(1_050);

    MemoryJob first = jobs.getFirst();
    world.cancel(first.rows.getFirst());
    world.advanceTo(1_150);
    assertThat(World.states(first)).containsExactly(ExecutionState.CANCELLED);
  }

  @Test
  void burstsLeaveTimeBetweenThem() {
    World small = small();
    for (long atMs = 1_000; atMs < 1_000 + 2 * Burst.MS_MAX; atMs += 100) {
      pair(small, "@at " + World.START.plusMillis(atMs), OverlapPolicy.ALLOW);
    }

    small.advanceTo(1_000 + Burst.MS_MAX - 1);
    assertThat(plannedAgo(small)).isGreaterThanOrEqualTo(Burst.MS_MAX - 1);
    for (long atMs = 1_000 + Burst.MS_MAX; atMs < 1_000 + 2 * Burst.MS_MAX; atMs += 10) {
      small.advanceTo(atMs);
      assertThat(plannedAgo(small)).isLessThanOrEqualTo(Configs.DEFAULTS.planIntervalMs() + 50);
    }
  }

  @Test
  void whatAsksForItsTurnIsNoBurst() {
    World small = small();
    pair(small, "0 * * * * *", OverlapPolicy.QUEUE_ONE);

    small.advanceTo(120_000 + Burst.MS_MAX + 50);
    for (int i = 0; i < 200; i++) {
      small.advance(10);
      assertThat(plannedAgo(small)).isLessThanOrEqualTo(Configs.DEFAULTS.planIntervalMs() + 50);
    }
  }

  /** A node for which two executions are a burst; its calls do not end. */
  private static World small() {
    World small = new World(Configs.slots(64, 64));
    assertThat(Burst.sizeMin(small.config)).isEqualTo(2);
    small.invoker.script(_ -> ScriptedInvoker.HANGS);
    small.start();
    return small;
  }

  private static void pair(World world, String schedule, OverlapPolicy overlap) {
    world.create(JobDraft.of(schedule).overlap(overlap));
    world.create(JobDraft.of(schedule).overlap(overlap));
  }

  /** How long ago the last planning round began. */
  private static long plannedAgo(World world) {
    return world.clock.wallMs() - world.turn.planner.plannedAtMs();
  }
}
