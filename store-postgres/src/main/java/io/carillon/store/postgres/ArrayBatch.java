package io.carillon.store.postgres;

import io.carillon.store.jdbc.Batch;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Many rows in one statement: each parameter is an array, which the statement takes apart again. It
 * returns the keys of the rows that it changed. A key that comes twice begins another round, so
 * that the rows are as if written one after the other. Not thread-safe.
 */
final class ArrayBatch implements Batch {
  private final Connection connection;
  private final PreparedStatement statement;
  private final int keyColumn;
  private final List<Column> columns = new ArrayList<>();
  private final Map<Long, Integer> rowByKey = new HashMap<>();
  private int[] changed = new int[64];
  private int column;
  private int rows;
  private int firstRow;

  /**
   * @param sql takes an array for each parameter and returns the changed rows' keys
   * @param keyColumn which parameter is the key, from 0
   */
  ArrayBatch(Connection connection, String sql, int keyColumn) throws SQLException {
    this.connection = connection;
    this.statement = connection.prepareStatement(sql);
    this.keyColumn = keyColumn;
  }

  /** The values of one parameter, by row of this round. */
  private static final class Column {
    private final List<@Nullable Object> values = new ArrayList<>();
    private boolean isText;

    void add(@Nullable Object value, boolean isText) {
      this.isText |= isText;
      values.add(value);
    }

    Array array(Connection connection) throws SQLException {
      return isText
          ? connection.createArrayOf("text", values.toArray(String[]::new))
          : connection.createArrayOf("int8", values.toArray(Long[]::new));
    }
  }

  @Override
  public Batch set(long value) {
    return put(value, false);
  }

  @Override
  public Batch set(boolean value) {
    return put(value ? 1L : 0L, false);
  }

  @Override
  public Batch set(@Nullable String value) {
    return put(value, true);
  }

  @Override
  public Batch setUnless(long absent, long value) {
    return put(value == absent ? null : (Long) value, false);
  }

  @Override
  public Batch setNullable(@Nullable Long value) {
    return put(value, false);
  }

  private Batch put(@Nullable Object value, boolean isText) {
    if (column == columns.size()) {
      columns.add(new Column());
    }
    columns.get(column++).add(value, isText);
    return this;
  }

  @Override
  public void add() throws SQLException {
    column = 0;
    Long key = (Long) Objects.requireNonNull(columns.get(keyColumn).values.getLast());
    if (rowByKey.containsKey(key)) {
      runBefore();
    }
    if (rows == changed.length) {
      changed = Arrays.copyOf(changed, 2 * rows);
    }
    changed[rows] = 0;
    rowByKey.put(key, rows++);
  }

  /** Runs what was gathered before the row that was added last. */
  private void runBefore() throws SQLException {
    List<@Nullable Object> last = new ArrayList<>();
    for (Column each : columns) {
      last.add(each.values.removeLast());
    }
    runRound();
    for (int i = 0; i < last.size(); i++) {
      columns.get(i).values.add(last.get(i));
    }
  }

  private void runRound() throws SQLException {
    try {
      for (int i = 0; i < columns.size(); i++) {
        statement.setArray(i + 1, columns.get(i).array(connection));
      }
      try (ResultSet keys = statement.executeQuery()) {
        while (keys.next()) {
          changed[Objects.requireNonNull(rowByKey.get(keys.getLong(1)))]++;
        }
      }
    } finally {
      columns.forEach(each -> each.values.clear());
      rowByKey.clear();
      firstRow = rows;
    }
  }

  @Override
  public int[] runAll() throws SQLException {
    if (firstRow < rows) {
      runRound();
    }
    int[] result = Arrays.copyOf(changed, rows);
    rows = 0;
    firstRow = 0;
    return result;
  }

  @Override
  public void close() throws SQLException {
    statement.close();
  }
}
