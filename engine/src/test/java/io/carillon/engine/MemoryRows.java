package io.carillon.engine;

import io.carillon.core.Cause;
import io.carillon.core.ExecutionId;
import io.carillon.core.ExecutionState;
import io.carillon.core.port.Lease;
import io.carillon.schedule.Schedule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The executions of the memory store, and the open ones by holder and time. */
final class MemoryRows {
  private record Slot(long jobKey, long scheduledAtMs, int n) {}

  private record Open(long holder, long dueAtMs, long key) implements Comparable<Open> {
    private static final Comparator<Open> ORDER =
        Comparator.comparingLong(Open::holder)
            .thenComparingLong(Open::dueAtMs)
            .thenComparingLong(Open::key);

    @Override
    public int compareTo(Open other) {
      return ORDER.compare(this, other);
    }
  }

  private final Map<Long, MemoryRow> rows = new LinkedHashMap<>();
  private final Map<Slot, MemoryRow> slots = new HashMap<>();
  private final TreeSet<Open> open = new TreeSet<>();
  private final Map<Long, Long> running = new HashMap<>();
  private final Map<ExecutionState, Long> ended = new EnumMap<>(ExecutionState.class);
  private long sequence;

  /** Adds a PENDING row, or returns null when the occurrence has one. */
  @Nullable MemoryRow insert(MemoryJob job, long scheduledAtMs, Cause cause) {
    long jobKey = job.snapshot.jobKey();
    int n = 0;
    if (cause != Cause.SCHEDULE) {
      n = 1;
      while (slots.containsKey(new Slot(jobKey, scheduledAtMs, n))) {
        n++;
      }
    }
    Slot slot = new Slot(jobKey, scheduledAtMs, n);
    if (slots.containsKey(slot)) {
      return null;
    }
    long key = ExecutionId.keyOf(scheduledAtMs, ++sequence);
    MemoryRow row = new MemoryRow(key, job, scheduledAtMs, n, cause);
    rows.put(key, row);
    slots.put(slot, row);
    job.rows.add(row);
    job.openRows.add(row);
    open.add(openOf(row));
    return row;
  }

  /** Removes a plan. */
  void delete(MemoryRow row) {
    rows.remove(row.key);
    slots.remove(new Slot(row.job.snapshot.jobKey(), row.scheduledAtMs, row.n));
    open.remove(openOf(row));
    row.job.rows.remove(row);
    row.job.openRows.remove(row);
  }

  /** Puts a row into a node's hands. */
  void hold(MemoryRow row, Lease lease) {
    hold(row, lease.nodeKey(), lease.term());
    row.node = lease.nodeName();
  }

  void hold(MemoryRow row, long holder, int term) {
    open.remove(openOf(row));
    row.holder = holder;
    row.term = term;
    open.add(openOf(row));
  }

  void setDue(MemoryRow row, long dueAtMs) {
    open.remove(openOf(row));
    row.dueAtMs = dueAtMs;
    open.add(openOf(row));
  }

  /** Makes a row terminal. */
  void end(MemoryRow row, ExecutionState state, long nowMs, @Nullable String error) {
    if (!row.state.mayBecome(state) || !state.isTerminal()) {
      throw new IllegalStateException(row + " may not become " + state);
    }
    row.state = state;
    ended.merge(state, 1L, Long::sum);
    row.endedAtMs = nowMs;
    row.error = error;
    open.remove(openOf(row));
    row.job.openRows.remove(row);
    running.remove(row.job.snapshot.jobKey(), row.key);
    endOneShot(row.job);
  }

  /** How many ever ended so. */
  long ended(ExecutionState state) {
    return ended.getOrDefault(state, 0L);
  }

  /** A job without further occurrences becomes inactive when its last execution has ended. */
  void endOneShot(MemoryJob job) {
    if (job.nextFireAtMs == Schedule.NEVER && job.openRows.isEmpty()) {
      job.isActive = false;
    }
  }

  @Nullable MemoryRow find(long key) {
    return rows.get(key);
  }

  /** Open rows of a holder that are due, oldest first. */
  List<MemoryRow> heldBy(long holder, long dueUntilMs, int limit) {
    List<MemoryRow> found = new ArrayList<>();
    var range =
        open.subSet(
            new Open(holder, Long.MIN_VALUE, Long.MIN_VALUE), true,
            new Open(holder, dueUntilMs, Long.MAX_VALUE), true);
    for (Open entry : range) {
      if (found.size() == limit) {
        break;
      }
      MemoryRow row = rows.get(entry.key);
      if (row != null) {
        found.add(row);
      }
    }
    return found;
  }

  /** Destinations that have spilled rows. */
  List<Integer> spilledDestinations() {
    return open.stream()
        .map(Open::holder)
        .takeWhile(holder -> holder < 0)
        .distinct()
        .map(holder -> (int) -holder)
        .toList();
  }

  /** Takes the job's turn; false when another execution has it. */
  boolean takeTurn(MemoryRow row) {
    Long holder = running.putIfAbsent(row.job.snapshot.jobKey(), row.key);
    return holder == null || holder == row.key;
  }

  int running() {
    return running.size();
  }

  List<MemoryRow> all() {
    return List.copyOf(rows.values());
  }

  int openCount() {
    return open.size();
  }

  private static Open openOf(MemoryRow row) {
    return new Open(row.holder, row.dueAtMs, row.key);
  }
}
