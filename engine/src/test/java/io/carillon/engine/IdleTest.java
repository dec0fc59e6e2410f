package io.carillon.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How long the engine may sleep. */
class IdleTest {
  @Test
  void whatIsDueWhenTheSleepEndsIsWaitedForFinelyToo() {
    World world = new World();
    world.start();
    world.create(JobDraft.of("* * * * * *"));
    world.advanceTo(995);

    assertThat(world.turn.idleNanos(5)).isEqualTo(4_000_000);
    assertThat(world.turn.idleNanos(4)).isEqualTo(4_000_000);
    assertThat(world.turn.idleNanos(100)).isEqualTo(4_000_000);
  }
}
