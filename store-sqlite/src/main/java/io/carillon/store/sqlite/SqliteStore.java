package io.carillon.store.sqlite;

import io.carillon.core.Clock;
import io.carillon.store.jdbc.CommitListener;
import io.carillon.store.jdbc.JdbcStore;
import io.carillon.store.jdbc.Rewrap;
import io.carillon.store.jdbc.SecretKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Opens the embedded store: one file in a folder of its own, used by one process. */
public final class SqliteStore {
  private SqliteStore() {}

  /** Opens the file that a path or a {@code jdbc:sqlite:} URL names. */
  public static JdbcStore open(String url, Clock clock, SqliteConfig config) throws IOException {
    return open(StoreFile.pathOf(url), clock, config);
  }

  /** Opens the file, without keys and without a listener. */
  public static JdbcStore open(Path file, Clock clock, SqliteConfig config) throws IOException {
    return open(file, clock, config, SecretKeys.NONE, CommitListener.NONE);
  }

  /**
   * Opens the file, creates it and its folder when they do not exist, readable by the owner only,
   * and brings its tables up to date.
   *
   * @throws IOException when the file cannot be used, with the reason: another process has it, its
   *     folder cannot be written, it is no store, it needs other keys
   */
  public static JdbcStore open(
      Path file, Clock clock, SqliteConfig config, SecretKeys keys, CommitListener listener)
      throws IOException {
    SqliteDatabase database = SqliteDatabase.open(file, config);
    try {
      return JdbcStore.open(
          database, config.readers(), config.snapshotsMax(), keys, clock, listener);
    } catch (SQLException | RuntimeException e) {
      database.close();
      throw new IOException("the store " + file + " cannot be opened: " + e.getMessage(), e);
    }
  }

  /**
   * Seals all header values with the first key; see {@link Rewrap}. Nothing else may use the file.
   * When some were in the clear the file is then written anew, which takes as much room again, so
   * that they do not stay in its unused parts.
   */
  public static Rewrap.Result rewrap(Path file, SqliteConfig config, SecretKeys keys)
      throws IOException {
    if (!Files.exists(file)) {
      throw new IOException("there is no store " + file);
    }
    try (SqliteDatabase database = SqliteDatabase.open(file, config);
        Connection connection = database.writer()) {
      Rewrap.Result result = Rewrap.run(connection, database.dialect(), keys);
      if (result.sealed() > 0) {
        connection.setAutoCommit(true);
        try (Statement statement = connection.createStatement()) {
          statement.execute("PRAGMA temp_store = FILE");
          statement.execute("VACUUM");
        }
      }
      return result;
    } catch (SQLException e) {
      throw new IOException("the store " + file + ": " + e.getMessage(), e);
    }
  }
}
