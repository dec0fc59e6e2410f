package io.carillon.store.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;

/**
 * Gives keys that nobody else gets. A block whose keys follow time ends with its transaction, as
 * other nodes draw blocks too. Writer thread only.
 */
final class Keys {
  private final Dialect dialect;
  private final Statements statements;

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
      block = draw(space);
      blocks.put(space, block);
    }
    return ++block.last;
  }

  private Block draw(KeySpace space) throws SQLException {
    try (ResultSet row = statements.of(dialect.drawKeys(space)).query()) {
      row.next();
      return new Block(row.getLong(1), space.block());
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
