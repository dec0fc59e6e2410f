package io.carillon.benchmarks.receiver;

import java.util.function.LongSupplier;

/**
 * Everything that the connections of one receiver share. Used by its one event loop only: not
 * thread-safe.
 */
final class Traffic {
  /** Bytes that are looked at together; also the longest head. */
  static final int SCRATCH_BYTES = 65_536;

  final byte[] scratch = new byte[SCRATCH_BYTES];
  final RequestHead head = new RequestHead();
  final Answers answers;
  private final LongSupplier wallMicros;
  private final int connectionsMax;

  private Arrivals arrivals = new Arrivals();
  private long received;
  private long malformed;
  private long refused;
  private int connections;

  Traffic(Answers answers, int connectionsMax, LongSupplier wallMicros) {
    this.answers = answers;
    this.connectionsMax = connectionsMax;
    this.wallMicros = wallMicros;
  }

  /** Counts the request whose head was just read. */
  void arrived() {
    received++;
    if (head.hasJob && head.scheduledAtMs != IsoInstant.NONE) {
      arrivals.add(
          head.jobHigh, head.jobLow, head.attempt, head.scheduledAtMs, wallMicros.getAsLong());
    } else {
      arrivals.addUnattributed();
    }
  }

  void malformed() {
    malformed++;
  }

  /** False when there are too many connections: the new one must be closed. */
  boolean opened() {
    if (++connections > connectionsMax) {
      refused++;
      return false;
    }
    return true;
  }

  void closed() {
    connections--;
  }

  /** Forgets what was counted; open connections and waiting answers stay. */
  void reset() {
    arrivals = new Arrivals();
    received = 0;
    malformed = 0;
    refused = 0;
    answers.resetMax();
  }

  ArrivalReport report(Window window) {
    return arrivals.report(window);
  }

  Totals totals() {
    return new Totals(
        received,
        arrivals.uncounted(),
        malformed,
        refused,
        connections,
        answers.waiting(),
        answers.waitingMax());
  }

  /**
   * Since the last reset, whatever the window.
   *
   * @param uncounted answered, but without usable headers or past a limit
   * @param refused connections closed because there were too many
   * @param waiting requests whose answer is being delayed
   */
  record Totals(
      long received,
      long uncounted,
      long malformed,
      long refused,
      int connections,
      int waiting,
      int waitingMax) {}
}
