package io.carillon.store.sqlite;

import java.io.ByteArrayOutputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** Counts of ends by job, in the order of the jobs. Not thread-safe. */
final class JobDeltas {
  /** SUCCESS, FAILED, SKIPPED and CANCELLED. */
  private static final int KINDS = 4;

  /** A generation of the log; primary key range. */
  private static final String READ = "SELECT deltas FROM totals_delta WHERE generation = ?";

  /** The last row of a generation; primary key. */
  private static final String ROWS = "SELECT max(part) FROM totals_delta WHERE generation = ?";

  private final TreeMap<Long, long[]> byJob = new TreeMap<>();

  /** Reads a generation, without the jobs up to a key. */
  static JobDeltas read(Statements statements, long generation, long afterJobKey)
      throws SQLException {
    JobDeltas read = new JobDeltas();
    try (ResultSet row = statements.of(READ).set(generation).query()) {
      while (row.next()) {
        decode(
            row.getBytes(1),
            (jobKey, kind, count) -> {
              if (jobKey > afterJobKey) {
                read.add(jobKey, kind, count);
              }
            });
      }
    }
    return read;
  }

  /** How many rows a generation of the log has. */
  static int rows(Statements statements, long generation) throws SQLException {
    try (ResultSet row = statements.of(ROWS).set(generation).query()) {
      row.next();
      return row.getInt(1);
    }
  }

  void add(long jobKey, int kind, long count) {
    byJob.computeIfAbsent(jobKey, _ -> new long[KINDS])[kind] += count;
  }

  void addAll(JobDeltas others) {
    for (Map.Entry<Long, long[]> other : others.byJob.entrySet()) {
      long[] counts = byJob.computeIfAbsent(other.getKey(), _ -> new long[KINDS]);
      Arrays.setAll(counts, kind -> counts[kind] + other.getValue()[kind]);
    }
  }

  void remove(long jobKey) {
    byJob.remove(jobKey);
  }

  void clear() {
    byJob.clear();
  }

  boolean isEmpty() {
    return byJob.isEmpty();
  }

  int size() {
    return byJob.size();
  }

  long lastKey() {
    return byJob.lastKey();
  }

  Collection<Long> keysAfter(long jobKey) {
    return byJob.tailMap(jobKey, false).keySet();
  }

  long[] of(long jobKey) {
    return byJob.getOrDefault(jobKey, new long[KINDS]);
  }

  /** One entry for each job and kind that is not 0: the distance to the job before, kind, count. */
  byte[] encode() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(4 * byJob.size());
    long before = 0;
    for (Map.Entry<Long, long[]> job : byJob.entrySet()) {
      for (int kind = 0; kind < KINDS; kind++) {
        long count = job.getValue()[kind];
        if (count != 0) {
          writeNumber(bytes, job.getKey() - before);
          bytes.write(kind);
          writeNumber(bytes, count);
          before = job.getKey();
        }
      }
    }
    return bytes.toByteArray();
  }

  /** Takes an entry of the log. */
  @FunctionalInterface
  interface Visitor {
    void visit(long jobKey, int kind, long count);
  }

  static void decode(byte[] bytes, Visitor visitor) {
    NumberReader in = new NumberReader(bytes);
    long jobKey = 0;
    while (in.hasNext()) {
      jobKey += in.next();
      int kind = (int) in.next();
      visitor.visit(jobKey, kind, in.next());
    }
  }

  /** Seven bits a byte, the lowest first; the top bit says that more follow. Not negative. */
  private static void writeNumber(ByteArrayOutputStream bytes, long number) {
    long left = number;
    while (left > 0x7F) {
      bytes.write((int) (left & 0x7F) | 0x80);
      left >>>= 7;
    }
    bytes.write((int) left);
  }

  private static final class NumberReader {
    private final byte[] bytes;
    private int at;

    NumberReader(byte[] bytes) {
      this.bytes = bytes;
    }

    boolean hasNext() {
      return at < bytes.length;
    }

    long next() {
      long number = 0;
      int shift = 0;
      while (true) {
        byte next = bytes[at++];
        number |= (long) (next & 0x7F) << shift;
        if (next >= 0) {
          return number;
        }
        shift += 7;
      }
    }
  }
}
