package io.carillon.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * One life of an engine among random jobs, users, targets, store failures, clock steps and crashes,
 * all from one seed. Then everything heals, and what was promised must be true.
 */
final class Simulation {
  /** How long the engine has to come to rest after the last fault. */
  private static final long REST_MS_MAX = 900_000;

  private final Random random;
  private final World world;
  private final Audit audit;
  private final SimulatedUsers users;
  private final SimulatedTargets targets;
  private final boolean clockSteps;
  private final boolean crashes;
  private final boolean outages;
  private boolean takingOver;
  private boolean isDown;

  Simulation(long seed) {
    random = new Random(seed);
    clockSteps = random.nextInt(4) == 0;
    crashes = random.nextInt(3) == 0;
    outages = random.nextInt(2) == 0;
    world = new World(config(), seed);
    audit = new Audit(world);
    users = new SimulatedUsers(() -> world, random, audit);
    targets = new SimulatedTargets(random);
    world.invoker.script(targets);
  }

  private EngineConfig config() {
    int inFlightMax = pick(2, 5, 10_000);
    int heldMax = pick(1_000, 1_000, 400_000);
    int settleBatchMax = pick(1, 3, 1_000);
    return Configs.with(
        inFlightMax,
        pick(1, 3, 1_000),
        heldMax,
        settleBatchMax,
        settleBatchMax + pick(2, 20, 100_000));
  }

  private int pick(int... values) {
    return values[random.nextInt(values.length)];
  }

  void run() {
    int steps = 100 + random.nextInt(500);
    for (int i = 0; i < steps; i++) {
      step();
      disturb();
      if (random.nextInt(8) == 0) {
        users.act();
      }
    }
    heal();
    rest();
    users.endAll(random.nextInt(3));
    // What was set before the clock went back is far ahead; what takes turns takes them slowly.
    for (long waitedMs = 0; waitedMs < 60_000 || isUnderWay(waitedMs); waitedMs += 1_000) {
      world.advance(1_000);
    }
    assertThat(users.awaited()).as("everybody was answered").allMatch(Answer::isThere);
    audit.checkEnds();
    assertThat(world.store.rows.openCount()).as("open rows").isZero();
    assertThat(world.store.rows.running()).as("turns taken").isZero();
    world.assertNothingHeld();
  }

  /** Some time passes, and some of what could happen does. */
  private void step() {
    world.clock.advance(Duration.ofMillis(stepMs()));
    takeOver();
    if (random.nextInt(3) > 0) {
      world.settle();
      return;
    }
    world.stepPartly(random);
  }

  private long stepMs() {
    return switch (random.nextInt(10)) {
      case 0 -> 1;
      case 1 -> 1 + random.nextInt(20);
      case 2 -> random.nextInt(1_500);
      default ->
          Math.max(1, Math.min(world.turn.idleNanos(100) / 1_000_000, world.invoker.idleMs(100)));
    };
  }

  private void takeOver() {
    if (world.turn.lease() == null && !takingOver) {
      takingOver = true;
      Turn turn = world.turn;
      long askedUpMs = turn.timeline.upMs();
      var _ =
          Failures.guard(() -> world.store.takeOver(world.config.nodeName()))
              .whenComplete(
                  (takeover, error) -> {
                    takingOver = false;
                    if (error == null) {
                      turn.mailbox.post(() -> turn.takeOver(takeover, askedUpMs));
                    }
                  });
    }
  }

  private void disturb() {
    if (outages && random.nextInt(isDown ? 15 : 60) == 0) {
      isDown = !isDown;
      boolean isThrowing = isDown && random.nextInt(4) == 0;
      world.store.transactions.setThrowing(isThrowing);
      world.store.transactions.setDown(isDown && !isThrowing);
    }
    if (outages && random.nextInt(30) == 0) {
      world.store.transactions.loseAnswers(1 + random.nextInt(3));
    }
    if (crashes && random.nextInt(80) == 0) {
      crash();
    }
    if (clockSteps && random.nextInt(60) == 0) {
      stepClock();
    }
  }

  private void crash() {
    if (random.nextInt(3) == 0) {
      stopGracefully();
    }
    world.crash();
    audit.crashed(world);
    users.crash();
    takingOver = false;
    if (random.nextInt(3) == 0) {
      world.clock.advance(Duration.ofMillis(random.nextInt(20_000)));
    }
  }

  private void stopGracefully() {
    world.turn.stop();
    for (int i = random.nextInt(5); i > 0; i--) {
      step();
    }
    world.turn.attempts.abandon();
    world.turn.jobs.forEach(Attempts::abort);
    for (int i = random.nextInt(5); i > 0; i--) {
      step();
    }
  }

  private void stepClock() {
    long ms = random.nextInt(random.nextBoolean() ? 900 : 120_000);
    boolean back = random.nextBoolean();
    world.clock.setWall(world.clock.now().plusMillis(back ? -ms : ms));
    if (back) {
      audit.steppedBack();
    }
  }

  private void heal() {
    isDown = false;
    world.store.transactions.setDown(false);
    world.store.transactions.setThrowing(false);
    world.store.transactions.loseAnswers(0);
    targets.heal();
    takeOver();
    world.settle();
    takeOver();
    world.settle();
    world.invoker.underWay().forEach(made -> made.answer(200));
  }

  /** I10: the backlog drains by itself. */
  private void rest() {
    world.advance(1_000);
    List<String> overdue = overdue();
    for (long waitedMs = 0; !overdue.isEmpty(); waitedMs += 1_000) {
      assertThat(waitedMs)
          .as("I10: drains by itself: %s; held %d", overdue, world.turn.jobs.held())
          .isLessThan(REST_MS_MAX);
      world.advance(1_000);
      overdue = overdue();
    }
  }

  private boolean isUnderWay(long waitedMs) {
    boolean isAtRest = world.store.rows.openCount() == 0 && world.turn.jobs.held() == 0;
    return !isAtRest && waitedMs < REST_MS_MAX;
  }

  /** What should have happened some seconds ago. */
  private List<String> overdue() {
    long longAgoMs = world.clock.wallMs() - 3_000;
    List<String> found = new ArrayList<>();
    for (MemoryJob job : world.store.jobs.all()) {
      if (job.nextFireAtMs < longAgoMs) {
        found.add("job planned until " + job.nextFireAtMs);
      }
      for (MemoryRow row : job.openRows) {
        if (row.dueAtMs < longAgoMs && found.size() < 10) {
          ActiveJob active = world.turn.jobs.find(job.snapshot.id());
          Ticket ticket = active == null ? null : active.find(row.key);
          found.add(row + " in memory: " + (ticket == null ? "no" : ticket.place));
        }
      }
    }
    return found;
  }
}
