package io.carillon.engine;

import java.util.function.IntUnaryOperator;

/** Engine configurations that tests share. */
final class Configs {
  static final EngineConfig DEFAULTS = EngineConfig.defaults("node-1");

  /** The defaults, planning 5 s ahead. */
  static final EngineConfig FIVE_SECONDS_AHEAD =
      copy(
          DEFAULTS.inFlightMax(),
          DEFAULTS.destinationInFlightMax(),
          DEFAULTS.heldMax(),
          5_000,
          DEFAULTS.settleBatchMax(),
          DEFAULTS.settleBacklogMax());

  /** No namespace has a limit of its own. */
  static final IntUnaryOperator NO_QUOTA = _ -> Integer.MAX_VALUE;

  private Configs() {}

  /** The defaults with other limits of calls under way. */
  static EngineConfig slots(int inFlightMax, int destinationInFlightMax) {
    return limits(inFlightMax, destinationInFlightMax, DEFAULTS.heldMax());
  }

  /** The defaults with other limits of calls under way and of executions in memory. */
  static EngineConfig limits(int inFlightMax, int destinationInFlightMax, int heldMax) {
    return with(
        inFlightMax,
        destinationInFlightMax,
        heldMax,
        DEFAULTS.settleBatchMax(),
        DEFAULTS.settleBacklogMax());
  }

  /** The defaults with other bounds of the recorder. */
  static EngineConfig recording(int settleBatchMax, int settleBacklogMax) {
    return with(
        DEFAULTS.inFlightMax(),
        DEFAULTS.destinationInFlightMax(),
        DEFAULTS.heldMax(),
        settleBatchMax,
        settleBacklogMax);
  }

  /** The defaults with other limits. */
  static EngineConfig with(
      int inFlightMax,
      int destinationInFlightMax,
      int heldMax,
      int settleBatchMax,
      int settleBacklogMax) {
    return copy(
        inFlightMax,
        destinationInFlightMax,
        heldMax,
        DEFAULTS.planAheadMs(),
        settleBatchMax,
        settleBacklogMax);
  }

  /** A configuration under another node's name. */
  static EngineConfig named(String nodeName, EngineConfig config) {
    return of(nodeName, config.roles(), config);
  }

  /** A configuration under another node's name, with other roles. */
  static EngineConfig of(String nodeName, Roles roles, EngineConfig config) {
    return new EngineConfig(
        nodeName,
        config.inFlightMax(),
        config.destinationInFlightMax(),
        config.heldMax(),
        config.claimAheadMs(),
        config.planAheadMs(),
        config.planIntervalMs(),
        config.settleBatchMax(),
        config.settleBacklogMax(),
        config.retryAfterMaxMs(),
        config.misfireThresholdMs(),
        config.catchUpMax(),
        roles);
  }

  private static EngineConfig copy(
      int inFlightMax,
      int destinationInFlightMax,
      int heldMax,
      long planAheadMs,
      int settleBatchMax,
      int settleBacklogMax) {
    return new EngineConfig(
        DEFAULTS.nodeName(),
        inFlightMax,
        destinationInFlightMax,
        heldMax,
        DEFAULTS.claimAheadMs(),
        planAheadMs,
        DEFAULTS.planIntervalMs(),
        settleBatchMax,
        settleBacklogMax,
        DEFAULTS.retryAfterMaxMs(),
        DEFAULTS.misfireThresholdMs(),
        DEFAULTS.catchUpMax(),
        DEFAULTS.roles());
  }
}
