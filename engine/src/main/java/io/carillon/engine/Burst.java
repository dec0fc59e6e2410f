package io.carillon.engine;

/**
 * Lets many executions that come due at once go out before their outcomes are written: for a
 * moment, recording and planning leave the processors to the calls. Both have time, as planning is
 * seconds ahead and an outcome is only late in the store. Confined to the engine's thread.
 */
final class Burst {
  /** Fewer in one turn of the engine are no burst. */
  static final int SIZE_MIN = 256;

  /** How long one burst may hold the others back, whatever its targets do. */
  static final long MS_MAX = 400;

  private final Timeline timeline;
  private final Recorder recorder;
  private final Dispatcher dispatcher;
  private long untilUpMs;
  private int openMax;

  Burst(Timeline timeline, Recorder recorder, Dispatcher dispatcher) {
    this.timeline = timeline;
    this.recorder = recorder;
    this.dispatcher = dispatcher;
  }

  /**
   * Hears how many executions came due in this turn. There is no burst while outcomes of the one
   * before are unwritten: then recording needs the time more.
   */
  void due(int count) {
    if (count >= SIZE_MIN && recorder.backlog() == 0) {
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
