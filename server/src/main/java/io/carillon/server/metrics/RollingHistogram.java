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

  /** What the last minute looked like; empty when nothing was recorded. */
  synchronized Optional<Summary> summary() {
    Histogram whole = new Histogram(highest, DIGITS);
    for (Histogram part : parts) {
      whole.add(part);
    }
    return whole.getTotalCount() == 0
        ? Optional.empty()
        : Optional.of(
            new Summary(
                whole.getMean(),
                whole.getValueAtPercentile(50),
                whole.getValueAtPercentile(90),
                whole.getValueAtPercentile(99),
                whole.getMaxValue()));
  }

  /** In the unit that was recorded. */
  record Summary(double mean, double p50, double p90, double p99, double max) {}
}
