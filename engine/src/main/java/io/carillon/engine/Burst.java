package io.carillon.engine;

/**
 * Lets many executions that come due at once go out before their outcomes are written: for a
 * moment, recording and planning leave the processors to the calls. Both have time, as planning is
 * seconds ahead and an outcome is only late in the store; and half of it at the least, however the
 * bursts follow each other. Confined to the engine's thread.
 */
final class Burst {
  /** How long one burst may hold the others back, whatever its targets do. */
  static final long MS_MAX = 400;

  /** Fewer that come due in one turn of the engine are no burst. */
  private final int sizeMin;

  private final Timeline timeline;
  private final Recorder recorder;
  private final Dispatcher dispatcher;
  private long beganUpMs;
  private long untilUpMs;

  /** Recording and planning have their turn for as long as the latest one took. */
  private long restUntilUpMs;

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
   * Hears how many executions came due in this turn. None of them begins a burst while outcomes of
   * the one before are unwritten: then recording needs the time more.
   */
  void due(int count) {
    if (count < sizeMin || recorder.backlog() > 0) {
      return;
    }
    long upMs = timeline.upMs();
    if (upMs >= restUntilUpMs) {
      beganUpMs = upMs;
      end(upMs + MS_MAX);
    }
    openMax = open() / 8;
  }

  /** Whether recording and planning are to wait. */
  boolean isUnderWay() {
    long upMs = timeline.upMs();
    if (upMs < untilUpMs && (open() <= openMax || recorder.isAwaited())) {
      end(upMs);
    }
    return upMs < untilUpMs;
  }

  private void end(long upMs) {
    untilUpMs = upMs;
    restUntilUpMs = upMs + (upMs - beganUpMs);
  }

  /** When the latest one is over at the latest; see {@link Timeline#upMs}. */
  long endUpMs() {
    return untilUpMs;
  }

  private int open() {
    return dispatcher.inFlight() + dispatcher.waiting();
  }
}
