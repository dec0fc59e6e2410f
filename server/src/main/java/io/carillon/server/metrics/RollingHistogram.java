package io.carillon.server.metrics;

import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;
import org.jspecify.annotations.Nullable;

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

  /** Null where nothing was recorded: each takes some 20 KB. */
  private final @Nullable Histogram[] parts = new Histogram[PARTS];

  private @Nullable Histogram spare;
  private int next;

  /**
   * @param highest larger values are counted as this
   */
  RollingHistogram(long highest) {
    this.highest = highest;
    this.recorder = new Recorder(highest, DIGITS);
  }

  void record(long value) {
    recorder.recordValue(Math.clamp(value, 0, highest));
  }

  /** Forgets the oldest part and begins a new one. */
  synchronized void rotate() {
    Histogram latest = spare == null ? new Histogram(highest, DIGITS) : spare;
    recorder.getIntervalHistogramInto(latest);
    boolean isEmpty = latest.getTotalCount() == 0;
    spare = isEmpty ? latest : parts[next];
    parts[next] = isEmpty ? null : latest;
    next = (next + 1) % PARTS;
  }

  /** All of the last minute, a copy. */
  synchronized Histogram whole() {
    Histogram whole = new Histogram(highest, DIGITS);
    for (Histogram part : parts) {
      if (part != null) {
        whole.add(part);
      }
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
