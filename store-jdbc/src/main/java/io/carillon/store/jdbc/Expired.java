package io.carillon.store.jdbc;

import io.carillon.core.ExecutionId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Terminal executions that may be deleted: a stretch of the oldest, in the order of their jobs.
 * What is terminal changes no more, so it is read beside the writer.
 *
 * <p>The order is what makes pruning cheap. One job's executions stand side by side in the history
 * index, and the seconds of a few jobs in the table, as planning wrote them; in the order of time
 * alone each row would be on another page of the index. Immutable.
 */
final class Expired {
  private static final int POSITION_BITS = 20;

  /** The most that one stretch may have. */
  static final int MAX = 1 << POSITION_BITS;

  /** How many unfinished executions are passed over to find terminal ones. */
  private static final int UNFINISHED_MAX = 10_000;

  /** How many executions are recorded; a row for each node. */
  private static final String RECORDED = "SELECT sum(executions) FROM counter";

  /** Rows from the lowest key on, bounded; primary key ranges. */
  private static final String OLDEST =
      """
      SELECT execution_key, job_key, state,
        EXISTS (SELECT 1 FROM attempt a WHERE a.execution_key = e.execution_key)
        OR EXISTS (SELECT 1 FROM alert a WHERE a.execution_key = e.execution_key)
      FROM execution e WHERE execution_key < ? ORDER BY execution_key LIMIT ?
      """;

  private final long[] keys;

  /** The job's key above, the position in the order of time below; ascending. */
  private final long[] order;

  /** By position. */
  private final BitSet withMore;

  private Expired(long[] keys, long[] order, BitSet withMore) {
    this.keys = keys;
    this.order = order;
    this.withMore = withMore;
  }

  /** Those scheduled before the instant, then those beyond the row limit, {@code max} in all. */
  static Expired read(Statements statements, long beforeMs, long rowsMax, int max)
      throws SQLException {
    long excess = Math.max(0, recorded(statements) - rowsMax);
    long beforeKey = ExecutionId.lowestKeyAt(Math.max(0, beforeMs));
    long[] keys = {};
    long[] order = {};
    BitSet withMore = new BitSet();
    int size = 0;
    Prepared query =
        statements
            .of(OLDEST)
            .set(excess > 0 ? Long.MAX_VALUE : beforeKey)
            .set((long) max + UNFINISHED_MAX);
    try (ResultSet rows = query.query()) {
      while (size < max && rows.next()) {
        long key = rows.getLong(1);
        if (key >= beforeKey && size >= excess) {
          break;
        }
        if (rows.getInt(3) < 3) {
          continue;
        }
        if (size == keys.length) {
          int length = Math.min(max, Math.max(1_024, 2 * size));
          keys = Arrays.copyOf(keys, length);
          order = Arrays.copyOf(order, length);
        }
        keys[size] = key;
        order[size] = (rows.getLong(2) << POSITION_BITS) | size;
        withMore.set(size, rows.getBoolean(4));
        size++;
      }
    }
    order = Arrays.copyOf(order, size);
    Arrays.sort(order);
    return new Expired(keys, order, withMore);
  }

  private static long recorded(Statements statements) throws SQLException {
    try (ResultSet row = statements.of(RECORDED).query()) {
      row.next();
      return row.getLong(1);
    }
  }

  int size() {
    return order.length;
  }

  long key(int i) {
    return keys[position(i)];
  }

  long jobKey(int i) {
    return order[i] >>> POSITION_BITS;
  }

  /** Whether there are attempts or alerts of it. */
  boolean hasMore(int i) {
    return withMore.get(position(i));
  }

  private int position(int i) {
    return (int) order[i] & (MAX - 1);
  }
}
