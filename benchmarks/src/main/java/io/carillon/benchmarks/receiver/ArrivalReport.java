package io.carillon.benchmarks.receiver;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * What arrived for a window of scheduled seconds.
 *
 * @param received requests, repeats included
 * @param distinct pairs of job and second that arrived
 * @param expected how many there should be; 0 when unknown
 * @param missing expected ones that did not arrive
 * @param duplicates requests beyond the first of a job and second, retries included
 * @param retries requests whose attempt is above 1
 * @param early requests that arrived before their instant
 * @param jobs different jobs in the window
 * @param driftMs arrival minus scheduled instant
 * @param driftCurve the same as a curve, to be drawn
 * @param arrivedPerSecond requests in each second of the window by the clock; empty if it is open
 * @param incompleteSeconds the first few seconds that miss jobs; only with everySecond
 */
record ArrivalReport(
    long received,
    long distinct,
    long expected,
    long missing,
    long duplicates,
    long retries,
    long early,
    int jobs,
    Drift driftMs,
    Curve driftCurve,
    List<Integer> arrivedPerSecond,
    List<Incomplete> incompleteSeconds) {
  static final int INCOMPLETE_MAX = 10;

  /** Milliseconds; early arrivals count as 0. */
  record Drift(double p50, double p90, double p99, double p999, double max) {
    static Drift of(Histogram micros) {
      return new Drift(
          Curve.msAt(micros, 50),
          Curve.msAt(micros, 90),
          Curve.msAt(micros, 99),
          Curve.msAt(micros, 99.9),
          Curve.msAt(micros, 100));
    }
  }

  record Incomplete(String second, long missing) {}

  /** Adds up the rows of a window. Not thread-safe. */
  static final class Sum {
    private long received;
    private long distinct;
    private long duplicates;
    private long retries;
    private long early;
    private final List<Incomplete> incomplete = new ArrayList<>();

    void add(long second, SecondRow row, int expectedJobs) {
      received += row.received;
      distinct += row.distinct;
      duplicates += row.duplicates();
      retries += row.retries;
      early += row.early;
      if (row.distinct < expectedJobs && incomplete.size() < INCOMPLETE_MAX) {
        incomplete.add(
            new Incomplete(Instant.ofEpochSecond(second).toString(), expectedJobs - row.distinct));
      }
    }

    ArrivalReport report(Window window, int jobs, Histogram driftMicros, Pace pace) {
      long arrived = window.everySecond() ? distinct : jobs;
      return new ArrivalReport(
          received,
          distinct,
          window.expected(),
          Math.max(0, window.expected() - arrived),
          duplicates,
          retries,
          early,
          jobs,
          Drift.of(driftMicros),
          Curve.of(driftMicros),
          window.isOpen() ? List.of() : pace.between(window.fromSecond(), window.toSecond()),
          window.everySecond() ? List.copyOf(incomplete) : List.of());
    }
  }
}
