package io.carillon.store.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Gives keys that nobody else gets. A block whose keys follow time ends with its transaction, as
 * other nodes draw blocks too. Writer thread only.
 */
final class Keys {
  /** A new job is audited: one round trip for both. */
  private static final List<KeySpace> OF_NEW_JOB = List.of(KeySpace.JOB, KeySpace.AUDIT);

  private final Dialect dialect;
  private final Statements statements;

  /** The statement that draws a block of each. */
  private final Map<List<KeySpace>, String> drawings = new HashMap<>();

  /** What is left of the block of each space. */
  private final Map<KeySpace, Block> blocks = new EnumMap<>(KeySpace.class);

  private static final class Block {
    private long last;
    private final long end;

    Block(long end, int size) {
      this.last = end - size;
      this.end = end;
    }
  }

  Keys(Dialect dialect, Statements statements) {
    this.dialect = dialect;
    this.statements = statements;
  }

  long next(KeySpace space) throws SQLException {
    Block block = blocks.get(space);
    if (block == null || block.last == block.end) {
      draw(space == KeySpace.JOB ? OF_NEW_JOB : List.of(space));
      block = Objects.requireNonNull(blocks.get(space));
    }
    return ++block.last;
  }

  private void draw(List<KeySpace> spaces) throws SQLException {
    String drawing = drawings.computeIfAbsent(spaces, dialect::drawKeys);
    try (ResultSet row = statements.of(drawing).query()) {
      row.next();
      for (int i = 0; i < spaces.size(); i++) {
        KeySpace space = spaces.get(i);
        blocks.put(space, new Block(row.getLong(i + 1), space.block()));
      }
    }
  }

  void commit() {
    blocks.remove(KeySpace.JOB);
    blocks.remove(KeySpace.ALERT);
    blocks.remove(KeySpace.AUDIT);
  }

  /** A block may have been taken back. */
  void rollback() {
    blocks.clear();
  }
}
