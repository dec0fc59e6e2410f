package io.carillon.store.sqlite;

import java.sql.SQLException;

/** Tells a store that cannot be used now from a write that is wrong, by SQLite's result codes. */
final class SqliteErrors {
  private static final int INTERRUPT = 9;
  private static final int FULL = 13;

  private SqliteErrors() {}

  /** Whether the store as a whole cannot be used now, so that the write itself may be fine. */
  static boolean isUnavailable(SQLException e) {
    return switch (primaryCode(e)) {
      // PERM, BUSY, LOCKED, NOMEM, READONLY, INTERRUPT, IOERR, CORRUPT, FULL, CANTOPEN, PROTOCOL,
      // NOLFS, AUTH, NOTADB
      case 3, 5, 6, 7, 8, INTERRUPT, 10, 11, FULL, 14, 15, 22, 23, 26 -> true;
      // The driver's own errors carry no code: closed connections and statements.
      case 0 -> true;
      default -> false;
    };
  }

  /** Whether the connection itself should be replaced before the next try. */
  static boolean breaksConnection(SQLException e) {
    return switch (primaryCode(e)) {
      case FULL, 5, 6, INTERRUPT -> false;
      default -> isUnavailable(e);
    };
  }

  private static int primaryCode(SQLException e) {
    return e.getErrorCode() & 0xFF;
  }
}
