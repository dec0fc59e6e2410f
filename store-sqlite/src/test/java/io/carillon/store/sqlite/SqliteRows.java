package io.carillon.store.sqlite;

import io.carillon.testkit.StoreRows;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/** Looks for rows of the embedded store that contradict each other. */
final class SqliteRows {
  private static final Map<String, String> CONTRADICTIONS =
      Map.of(
          "a broken reference",
          "PRAGMA foreign_key_check",
          "a broken page",
          "SELECT * FROM pragma_integrity_check WHERE integrity_check <> 'ok'",
          "an execution that is no longer unsent with its reserve",
          "SELECT * FROM execution WHERE state <> 0 AND reserve IS NOT NULL");

  private SqliteRows() {}

  static void verify(Path file) throws SQLException {
    try (Connection connection =
        new Connections("jdbc:sqlite:" + file, SqliteConfig.DEFAULT).reader()) {
      StoreRows.verify(connection, CONTRADICTIONS);
    }
  }
}
