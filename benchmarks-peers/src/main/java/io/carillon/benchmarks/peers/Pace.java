package io.carillon.benchmarks.peers;

import java.time.Duration;

/**
 * What is known of a scheduler's speed before it is measured. It decides how long a run waits and
 * where the search begins, never what is measured.
 *
 * @param oneShotsAccepted jobs that it accepts each second, at the least
 * @param everySecondAccepted the same for jobs that are due every second
 * @param firstRate jobs due every second, of the first try: about a third of what it can do, so
 *     that code is compiled before the tries that decide
 * @param driftMax a try passes while the 99th percentile of its drift is below this
 */
record Pace(int oneShotsAccepted, int everySecondAccepted, int firstRate, Duration driftMax) {
  private static final int LEAD_SECONDS_MIN = 2;

  Pace {
    if (oneShotsAccepted < 1 || everySecondAccepted < 1 || firstRate < 1) {
      throw new IllegalArgumentException("rates are from 1");
    }
    if (!driftMax.isPositive()) {
      throw new IllegalArgumentException("driftMax is positive");
    }
  }

  /** Seconds between creating one-shots and their instant. */
  int oneShotLeadSeconds(int jobs) {
    return LEAD_SECONDS_MIN + Math.ceilDiv(jobs, oneShotsAccepted);
  }

  /** Seconds between creating jobs and their first second. */
  int everySecondLeadSeconds(int jobs) {
    return LEAD_SECONDS_MIN + Math.ceilDiv(jobs, everySecondAccepted);
  }
}
