package io.carillon.benchmarks.receiver;

/**
 * Which arrivals a report is about and what was expected of them.
 *
 * @param fromSecond first scheduled second, epoch seconds
 * @param toSecond the second after the last
 * @param jobs how many jobs were expected to arrive; 0 when unknown
 * @param everySecond each of the jobs was expected in every second, otherwise once in the window
 */
record Window(long fromSecond, long toSecond, int jobs, boolean everySecond) {
  static final long OPEN_FROM = Long.MIN_VALUE;
  static final long OPEN_TO = Long.MAX_VALUE;

  Window {
    if (fromSecond > toSecond) {
      throw new IllegalArgumentException("from is later than to");
    }
    if (jobs < 0) {
      throw new IllegalArgumentException("jobs is negative");
    }
    if (everySecond && isOpen(fromSecond, toSecond)) {
      throw new IllegalArgumentException("everySecond needs from and to");
    }
  }

  boolean isOpen() {
    return isOpen(fromSecond, toSecond);
  }

  private static boolean isOpen(long fromSecond, long toSecond) {
    return fromSecond == OPEN_FROM || toSecond == OPEN_TO;
  }

  long expected() {
    return everySecond ? Math.multiplyExact(jobs, toSecond - fromSecond) : jobs;
  }
}
