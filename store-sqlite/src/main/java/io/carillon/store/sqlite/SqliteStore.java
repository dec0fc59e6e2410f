package io.carillon.store.sqlite;

import io.carillon.core.Clock;
import io.carillon.store.jdbc.CommitListener;
import io.carillon.store.jdbc.JdbcStore;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

/** Opens the embedded store: one file in a folder of its own, used by one process. */
public final class SqliteStore {
  private SqliteStore() {}

  /** Opens the file that a path or a {@code jdbc:sqlite:} URL names. */
  public static JdbcStore open(String url, Clock clock, SqliteConfig config) throws IOException {
    return open(StoreFile.pathOf(url), clock, config, CommitListener.NONE);
  }

  /** Opens the file, without a listener. */
  public static JdbcStore open(Path file, Clock clock, SqliteConfig config) throws IOException {
    return open(file, clock, config, CommitListener.NONE);
  }

  /**
   * Opens the file, creates it and its folder when they do not exist, readable by the owner only,
   * and brings its tables up to date.
   *
   * @throws IOException when the file cannot be used, with the reason: another process has it, its
   *     folder cannot be written, it is no store
   */
  public static JdbcStore open(Path file, Clock clock, SqliteConfig config, CommitListener listener)
      throws IOException {
    SqliteDatabase database = SqliteDatabase.open(file, config);
    try {
      return JdbcStore.open(database, config.readers(), config.snapshotsMax(), clock, listener);
    } catch (SQLException | RuntimeException e) {
      database.close();
      throw new IOException("the store " + file + " cannot be opened: " + e.getMessage(), e);
    }
  }
}
