package io.carillon.benchmarks.receiver;

/** Gives each job id a small number, in order of arrival. Open addressing. Not thread-safe. */
final class JobIndex {
  static final int JOBS_MAX = 2_000_000;

  /** The index is full: the job is not counted. */
  static final int FULL = -1;

  private long[] high = new long[1 << 14];
  private long[] low = new long[1 << 14];

  /** Number of the job plus one; 0 marks a free slot. */
  private int[] number = new int[1 << 14];

  private int size;

  /** The number of the job, a new one when it was not seen before. */
  int numberOf(long jobHigh, long jobLow) {
    int slot = slot(jobHigh, jobLow);
    if (number[slot] != 0) {
      return number[slot] - 1;
    }
    if (size == JOBS_MAX) {
      return FULL;
    }
    put(slot, jobHigh, jobLow, ++size);
    if (size * 2 > number.length) {
      grow();
    }
    return size - 1;
  }

  private int slot(long jobHigh, long jobLow) {
    int mask = number.length - 1;
    int slot = (int) (((jobHigh ^ jobLow) * 0x9e3779b97f4a7c15L) >>> 32) & mask;
    while (number[slot] != 0 && (high[slot] != jobHigh || low[slot] != jobLow)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void put(int slot, long jobHigh, long jobLow, int value) {
    high[slot] = jobHigh;
    low[slot] = jobLow;
    number[slot] = value;
  }

  private void grow() {
    long[] oldHigh = high;
    long[] oldLow = low;
    int[] oldNumber = number;
    high = new long[oldHigh.length * 2];
    low = new long[oldLow.length * 2];
    number = new int[oldNumber.length * 2];
    for (int i = 0; i < oldNumber.length; i++) {
      if (oldNumber[i] != 0) {
        put(slot(oldHigh[i], oldLow[i]), oldHigh[i], oldLow[i], oldNumber[i]);
      }
    }
  }
}
