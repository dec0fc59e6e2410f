package io.carillon.benchmarks.peers;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import javax.sql.DataSource;

/** SQL files on the class path. */
final class SqlScript {
  private SqlScript() {}

  /** Runs all statements of a file that stands beside the class, or at an absolute path. */
  static void run(DataSource database, Class<?> beside, String name) {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(text(beside, name));
    } catch (SQLException e) {
      throw new IllegalStateException(name + " failed: " + e.getMessage(), e);
    }
  }

  private static String text(Class<?> beside, String name) {
    try (var file = beside.getResourceAsStream(name)) {
      if (file == null) {
        throw new FileNotFoundException(name);
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
