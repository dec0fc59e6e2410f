package io.carillon.benchmarks.receiver;

import java.util.Arrays;
import java.util.BitSet;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.IntCountsHistogram;

/** Everything that arrived for one scheduled second: one byte a job. Not thread-safe. */
final class SecondRow {
  private static final int DRIFT_DIGITS = 3;
  private static final long DRIFT_MICROS_MAX = 86_400_000_000L;
  private static final int CELL_MAX = 255;

  /** Arrivals of each job, saturating; indexed by job number. */
  private byte[] cells = new byte[0];

  private final IntCountsHistogram driftMicros = new IntCountsHistogram(DRIFT_DIGITS);

  /** Requests, repeats included. */
  long received;

  /** Jobs that arrived at least once. */
  int distinct;

  /** Requests whose attempt is above 1; they count as duplicates too. */
  long retries;

  /** Requests that arrived before their instant; their drift counts as 0. */
  long early;

  /** Bytes that counting this job would add. */
  int growth(int job) {
    return job < cells.length ? 0 : capacity(job) - cells.length;
  }

  /** Counts an arrival that many microseconds after its instant. */
  void add(int job, int attempt, long micros) {
    if (job >= cells.length) {
      cells = Arrays.copyOf(cells, capacity(job));
    }
    int count = Byte.toUnsignedInt(cells[job]);
    if (count == 0) {
      distinct++;
    }
    if (count < CELL_MAX) {
      cells[job]++;
    }
    received++;
    if (attempt > 1) {
      retries++;
    }
    if (micros < 0) {
      early++;
    }
    driftMicros.recordValue(Math.clamp(micros, 0, DRIFT_MICROS_MAX));
  }

  long duplicates() {
    return received - distinct;
  }

  void addDriftTo(AbstractHistogram sum) {
    sum.add(driftMicros);
  }

  void addJobsTo(BitSet jobs) {
    for (int job = 0; job < cells.length; job++) {
      if (cells[job] != 0) {
        jobs.set(job);
      }
    }
  }

  private int capacity(int job) {
    return Math.max(job + 1, Math.max(1024, cells.length * 2));
  }
}
