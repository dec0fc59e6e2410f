package io.carillon.server.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.carillon.core.port.StoreUnavailable;
import io.carillon.engine.EngineConfig;
import io.carillon.engine.EngineStatus;
import io.carillon.testkit.ManualClock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Health tells the truth: each part that does not do its work is named. */
class HealthRulesTest {
  private static final long NOW = 1_000_000;
  private static final EngineConfig CONFIG = EngineConfig.defaults("node");
  private static final StoreProbe.State STORE = new StoreProbe.State(NOW - 100, false);

  private static EngineStatus engine(
      boolean planning, boolean sending, long turnAtMs, long plannedAtMs, int planned) {
    return new EngineStatus(
        1, planning, sending, turnAtMs, plannedAtMs, 3_000, 0, planned, 0, 0, 0, 0, false, false);
  }

  private static List<String> down(EngineStatus engine, StoreProbe.State store, boolean stopping) {
    return HealthRules.ready(engine, store, null, CONFIG, stopping, NOW).stream()
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
    assertThat(down(engine(true, true, NOW, NOW, 0), new StoreProbe.State(NOW, true), false))
        .containsExactly("store");
    assertThat(
            down(engine(true, true, NOW, NOW, 0), new StoreProbe.State(NOW - 9_000, false), false))
        .containsExactly("store");
  }

  private static String detailOfSender(int settleBacklog) {
    EngineStatus resting =
        new EngineStatus(1, true, false, NOW, NOW, 0, 0, 0, 0, 0, 0, settleBacklog, false, false);
    return HealthRules.ready(resting, STORE, null, CONFIG, false, NOW).stream()
        .filter(check -> check.name().equals("sender"))
        .map(check -> Objects.requireNonNull(check.detail()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whySendingRestsIsTold() {
    assertThat(detailOfSender(CONFIG.settleBacklogMax())).contains("until outcomes are durable");
    assertThat(detailOfSender(100)).contains("the node's lease cannot be renewed");
  }

  @Test
  void planningMayRestWhenMemoryIsFullOfPlans() {
    assertThat(down(engine(true, true, NOW, NOW - 20_000, CONFIG.heldMax()), STORE, false))
        .isEmpty();
  }

  @Test
  void beforeTheTakeOverNothingIsReady() {
    EngineStatus starting =
        new EngineStatus(0, false, false, 0, 0, 0, 0, 0, 0, 0, 0, 0, false, false);

    assertThat(down(starting, new StoreProbe.State(0, false), false))
        .containsExactlyInAnyOrder("engine", "planner", "sender", "store");
    assertThat(HealthRules.live(starting, NOW - 1_000, NOW)).allMatch(Check::isUp);
  }

  @Test
  void whereTheStoreIsIsNotToldToStrangers() {
    StoreProbe probe =
        new StoreProbe(
            () ->
                CompletableFuture.failedFuture(
                    new StoreUnavailable("connection to 10.1.2.3:5432 refused")),
            new ManualClock(Instant.ofEpochMilli(NOW)));
    probe.refresh();

    assertThat(
            HealthRules.ready(
                engine(true, true, NOW, NOW, 0), probe.state(), null, CONFIG, false, NOW))
        .filteredOn(check -> !check.isUp())
        .extracting(Check::name, Check::detail)
        .containsExactly(tuple("store", "cannot be used; the log says why"));
  }

  @Test
  void aNodeWithAWrongClockIsNotReady() {
    EngineStatus calls =
        new EngineStatus(1, true, true, NOW, NOW, 0, 0, 0, 0, 0, 0, 0, false, true);

    assertThat(down(calls, STORE, false)).containsExactly("clock");
  }

  @Test
  void aReplicaThatIsAwayStopsNoWork() {
    StoreProbe.State away = new StoreProbe.State(NOW, true);

    assertThat(HealthRules.ready(engine(true, true, NOW, NOW, 0), STORE, away, CONFIG, false, NOW))
        .filteredOn(check -> !check.isUp())
        .extracting(Check::name, Check::isVital)
        .containsExactly(tuple("replica", false));
    assertThat(HealthRules.ready(engine(true, true, NOW, NOW, 0), STORE, STORE, CONFIG, false, NOW))
        .allMatch(Check::isUp);
  }

  @Test
  void aProcessThatOnlyARestartHelpsIsNotLive() {
    assertThat(HealthRules.live(engine(true, true, NOW - 61_000, NOW, 0), 0, NOW))
        .noneMatch(Check::isUp);
  }
}
