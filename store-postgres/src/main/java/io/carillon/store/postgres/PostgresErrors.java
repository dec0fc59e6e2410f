package io.carillon.store.postgres;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Tells a store that cannot be used now from a write that is wrong, by SQLSTATE. */
final class PostgresErrors {
  private PostgresErrors() {}

  /** Whether the store as a whole cannot be used now, so that the write itself may be fine. */
  static boolean isUnavailable(SQLException e) {
    return breaksConnection(e)
        || switch (classOf(e)) {
          // Rolled back for another's sake, out of resources, locked or cancelled.
          case "40", "53", "55", "57" -> true;
          default -> false;
        };
  }

  /** Whether the connection itself should be replaced before the next try. */
  static boolean breaksConnection(SQLException e) {
    String state = e.getSQLState();
    // The driver's own errors about closed connections carry none.
    return state == null
        || switch (classOf(e)) {
          // Connection, authorization, system and internal errors.
          case "08", "28", "58", "XX" -> true;
          default ->
              switch (state) {
                // Timed out in a transaction, or the server has become a standby.
                case "25P03", "25P04", "25006" -> true;
                // Shut down or starting, too many connections, the database was dropped.
                case "57P01", "57P02", "57P03", "57P04", "57P05", "53300" -> true;
                // What the driver says of its own closed statements.
                case "55000" -> true;
                default -> false;
              };
        };
  }

  /** Whether the transaction met another one: serialization, a deadlock, or a key just taken. */
  static boolean isConflict(SQLException e) {
    return switch (e.getSQLState()) {
      case "40001", "40P01", "23505" -> true;
      case null, default -> false;
    };
  }

  private static String classOf(SQLException e) {
    @Nullable String state = e.getSQLState();
    return state == null || state.length() < 2 ? "" : state.substring(0, 2);
  }
}
