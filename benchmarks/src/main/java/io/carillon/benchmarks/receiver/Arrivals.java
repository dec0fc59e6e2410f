package io.carillon.benchmarks.receiver;

import java.util.BitSet;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Counts calls per job and scheduled second. Used by the receiver's event loop only: not
 * thread-safe. Past a limit a call still gets its answer but lands in {@code uncounted}.
 */
final class Arrivals {
  /** Bytes of counters over all seconds. */
  static final long CELLS_MAX = 200_000_000;

  /** Scheduled seconds; each has a histogram of some 40 kB. */
  static final int SECONDS_MAX = 3_600;

  private final TreeMap<Long, SecondRow> rows = new TreeMap<>();
  private final JobIndex jobs = new JobIndex();
  private final Pace pace = new Pace(SECONDS_MAX);
  private long cells;
  private long uncounted;
  private long lastSecond = Long.MIN_VALUE;
  private @Nullable SecondRow lastRow;

  void add(long jobHigh, long jobLow, int attempt, long scheduledAtMs, long arrivedAtMicros) {
    SecondRow row = row(Math.floorDiv(scheduledAtMs, 1000L));
    int job = jobs.numberOf(jobHigh, jobLow);
    if (row == null || job == JobIndex.FULL || cells + row.growth(job) > CELLS_MAX) {
      uncounted++;
      return;
    }
    cells += row.growth(job);
    row.add(job, attempt, arrivedAtMicros - scheduledAtMs * 1_000);
    pace.add(Math.floorDiv(arrivedAtMicros, 1_000_000L));
  }

  /** A call without the headers that say what it is. */
  void addUnattributed() {
    uncounted++;
  }

  long uncounted() {
    return uncounted;
  }

  /** What arrived for the seconds of the window; an open end takes all there is. */
  ArrivalReport report(Window window) {
    Histogram drift = new Histogram(3);
    BitSet seen = new BitSet();
    var sum = new ArrivalReport.Sum();
    for (var entry : rows.subMap(window.fromSecond(), true, window.toSecond(), false).entrySet()) {
      SecondRow row = entry.getValue();
      row.addDriftTo(drift);
      row.addJobsTo(seen);
      sum.add(entry.getKey(), row, window.jobs());
    }
    return sum.report(window, seen.cardinality(), drift, pace);
  }

  private @Nullable SecondRow row(long second) {
    if (second == lastSecond) {
      return lastRow;
    }
    SecondRow row = rows.get(second);
    if (row == null && rows.size() < SECONDS_MAX) {
      row = new SecondRow();
      rows.put(second, row);
    }
    lastSecond = second;
    lastRow = row;
    return row;
  }
}
