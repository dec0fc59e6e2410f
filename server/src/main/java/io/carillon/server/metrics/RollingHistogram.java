package io.carillon.server.metrics;

import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/**
 * The distribution of values in about the last minute. Thread-safe; recording takes some tens of
 * nanoseconds and allocates nothing.
 */
final class RollingHistogram {
  /** Parts of the minute; {@link #rotate} begins the next. */
  static final int PARTS = 12;

  private static final int DIGITS = 2;

  private final long highest;
  private final Recorder recorder;
  private final Histogram[] parts = new Histogram[PARTS];
  private int next;

  /**
   * @param highest larger values are counted as this
   */
  RollingHistogram(long highest) {
    this.highest = highest;
    this.recorder = new Recorder(highest, DIGITS);
    for (int i = 0; i < PARTS; i++) {
      parts[i] = new Histogram(highest, DIGITS);
    }
  }

  void record(long value) {
    recorder.recordValue(Math.clamp(value, 0, highest));
  }

  /** Forgets the oldest part and begins a new one. */
  synchronized void rotate() {
    parts[next].reset();
    recorder.getIntervalHistogramInto(parts[next]);
    next = (next + 1) % PARTS;
  }

  /** All of the last minute, a copy. */
  synchronized Histogram whole() {
    Histogram whole = new Histogram(highest, DIGITS);
    for (Histogram part : parts) {
      whole.add(part);
    }
    return whole;
  }

  /** What the last minute looked like; empty when nothing was recorded. */
  Optional<Summary> summary() {
    return Summary.of(whole());
  }

  /** In the unit that was recorded. */
  record Summary(double mean, double p50, double p90, double p99, double max) {
    /** Empty when nothing was recorded. */
    static Optional<Summary> of(Histogram values) {
      return values.getTotalCount() == 0
          ? Optional.empty()
          : Optional.of(
              new Summary(
                  values.getMean(),
                  values.getValueAtPercentile(50),
                  values.getValueAtPercentile(90),
                  values.getValueAtPercentile(99),
                  values.getMaxValue()));
    }
  }
}
