package io.carillon.engine;

/**
 * Lets many executions that come due at once go out before their outcomes are written: for a
 * moment, recording and planning leave the processors to the calls. Both have time, as planning is
 * seconds ahead and an outcome is only late in the store. Confined to the engine's thread.
 */
final class Burst {
  /** How long one burst may hold the others back, whatever its targets do. */
  static final long MS_MAX = 400;

  /** Fewer that come due in one turn of the engine are no burst. */
  private final int sizeMin;

  private final Timeline timeline;
  private final Recorder recorder;
  private final Dispatcher dispatcher;
  private long untilUpMs;
  private int openMax;

  Burst(EngineConfig config, Timeline timeline, Recorder recorder, Dispatcher dispatcher) {
    this.sizeMin = sizeMin(config);
    this.timeline = timeline;
    this.recorder = recorder;
    this.dispatcher = dispatcher;
  }

  /** A thirty-second part of the node's slots, at least two. */
  static int sizeMin(EngineConfig config) {
    return Math.max(2, config.inFlightMax() / 32);
  }

  /**
   * Hears how many executions came due in this turn. There is no burst while outcomes of the one
   * before are unwritten: then recording needs the time more.
   */
  void due(int count) {
    if (count >= sizeMin && recorder.backlog() == 0) {
      untilUpMs = timeline.upMs() + MS_MAX;
      openMax = open() / 8;
    }
  }

  /** Whether recording and planning are to wait. */
  boolean isUnderWay() {
    if (timeline.upMs() < untilUpMs && (open() <= openMax || recorder.isAwaited())) {
      untilUpMs = 0;
    }
    return timeline.upMs() < untilUpMs;
  }

  /** When the latest one is over at the latest; see {@link Timeline#upMs}. */
  long endUpMs() {
    return untilUpMs;
  }

  private int open() {
    return dispatcher.inFlight() + dispatcher.waiting();
  }
}
