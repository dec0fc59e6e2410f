package io.carillon.server.health;

import io.carillon.engine.EngineConfig;
import io.carillon.engine.EngineStatus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Judges what is known of the parts. Pure. */
final class HealthRules {
  /** The engine turns many times a second; this long without a turn means that it is stuck. */
  static final long TURN_AGE_MS_MAX = 5_000;

  /** Longer still, and only a restart helps. */
  static final long DEAD_MS = 60_000;

  /** Planning runs many times a second unless memory is full of planned executions. */
  static final long PLAN_AGE_MS_MAX = 15_000;

  private HealthRules() {}

  /**
   * Whether the parts do their work.
   *
   * @param replica where lists and history are read; null: where the rest is
   * @param config of the engine
   */
  static List<Check> ready(
      EngineStatus engine,
      StoreProbe.State store,
      StoreProbe.@Nullable State replica,
      EngineConfig config,
      boolean isStopping,
      long nowMs) {
    boolean isStarted = engine.term() > 0;
    boolean isFull = engine.planned() + engine.waiting() + engine.offered() >= config.heldMax() / 2;
    boolean isPlanning =
        engine.planning() && (isFull || nowMs - engine.lastPlannedAtMs() <= PLAN_AGE_MS_MAX);
    boolean plans = config.roles().plans();
    String restDetail =
        engine.settleBacklog() >= config.settleBacklogMax()
            ? "sending rests until outcomes are durable"
            : "sending rests, as the node's lease cannot be renewed";
    List<Check> checks = new ArrayList<>();
    Collections.addAll(
        checks,
        Check.of("server", !isStopping, "stopping"),
        Check.of(
            "engine",
            nowMs - engine.lastTurnAtMs() <= TURN_AGE_MS_MAX,
            "no turn for " + (nowMs - engine.lastTurnAtMs()) + " ms"),
        Check.of(
            "planner",
            isPlanning || (isStarted && !plans),
            isStarted ? "planning does not succeed" : "not started yet"),
        Check.of("sender", engine.sending(), isStarted ? restDetail : "not started yet"),
        Check.of("store", store.isUp(nowMs), store.detail(nowMs)),
        Check.of("clock", !engine.clockOff(), "is not the store's; the log says how far it is"),
        Check.notVital("queue", !engine.queueDown(), "executions go through the store meanwhile"));
    if (replica != null) {
      checks.add(Check.notVital("replica", replica.isUp(nowMs), replica.detail(nowMs)));
    }
    return checks;
  }

  /** Whether the process is worth keeping. */
  static List<Check> live(EngineStatus engine, long startedAtMs, long nowMs) {
    long ageMs = nowMs - Math.max(engine.lastTurnAtMs(), startedAtMs);
    return List.of(Check.of("engine", ageMs <= DEAD_MS, "no turn for " + ageMs + " ms"));
  }
}
