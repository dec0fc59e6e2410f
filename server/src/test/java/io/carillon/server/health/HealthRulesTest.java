package io.carillon.server.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.EngineConfig;
import io.carillon.engine.EngineStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Health tells the truth: each part that does not do its work is named. */
class HealthRulesTest {
  private static final long NOW = 1_000_000;
  private static final EngineConfig CONFIG = EngineConfig.defaults("node");
  private static final StoreProbe.State STORE = new StoreProbe.State(NOW - 100, null);

  private static EngineStatus engine(
      boolean planning, boolean sending, long turnAtMs, long plannedAtMs, int planned) {
    return new EngineStatus(
        1, planning, sending, turnAtMs, plannedAtMs, 3_000, 0, planned, 0, 0, 0, 0, false);
  }

  private static List<String> down(EngineStatus engine, StoreProbe.State store, boolean stopping) {
    return HealthRules.ready(engine, store, CONFIG, stopping, NOW).stream()
        .filter(check -> !check.isUp())
        .map(Check::name)
        .toList();
  }

  @Test
  void allIsWell() {
    assertThat(down(engine(true, true, NOW, NOW, 0), STORE, false)).isEmpty();
  }

  @Test
  void partsThatAreStuckAreNamed() {
    assertThat(down(engine(true, true, NOW - 6_000, NOW, 0), STORE, false))
        .containsExactly("engine");
    assertThat(down(engine(false, true, NOW, NOW, 0), STORE, false)).containsExactly("planner");
    assertThat(down(engine(true, true, NOW, NOW - 20_000, 0), STORE, false))
        .containsExactly("planner");
    assertThat(down(engine(true, false, NOW, NOW, 0), STORE, false)).containsExactly("sender");
    assertThat(down(engine(true, true, NOW, NOW, 0), STORE, true)).containsExactly("server");
    assertThat(
            down(engine(true, true, NOW, NOW, 0), new StoreProbe.State(NOW, "disk is full"), false))
        .containsExactly("store");
    assertThat(
            down(engine(true, true, NOW, NOW, 0), new StoreProbe.State(NOW - 9_000, null), false))
        .containsExactly("store");
  }

  @Test
  void planningMayRestWhenMemoryIsFullOfPlans() {
    assertThat(down(engine(true, true, NOW, NOW - 20_000, CONFIG.heldMax()), STORE, false))
        .isEmpty();
  }

  @Test
  void beforeTheTakeOverNothingIsReady() {
    EngineStatus starting = new EngineStatus(0, false, false, 0, 0, 0, 0, 0, 0, 0, 0, 0, false);

    assertThat(down(starting, new StoreProbe.State(0, null), false))
        .containsExactlyInAnyOrder("engine", "planner", "sender", "store");
    assertThat(HealthRules.live(starting, NOW - 1_000, NOW)).allMatch(Check::isUp);
  }

  @Test
  void aProcessThatOnlyARestartHelpsIsNotLive() {
    assertThat(HealthRules.live(engine(true, true, NOW - 61_000, NOW, 0), 0, NOW))
        .noneMatch(Check::isUp);
  }
}
