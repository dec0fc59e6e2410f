package io.carillon.store.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TempStore;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteOpenMode;

/** Opens the store's connections, each with the settings of its role. Thread-safe. */
final class Connections {
  /** How long a checkpoint that wants the log to itself waits for readers. */
  private static final int CHECKPOINT_WAIT_MS = 100;

  private final String url;
  private final SqliteConfig config;

  Connections(String url, SqliteConfig config) {
    this.url = url;
    this.config = config;
  }

  /**
   * The one that writes: every commit is on the disk, checkpoints are made by others. Its
   * transactions begin without a lock (the driver begins the next one at each commit), so that a
   * checkpoint between two of them can have the log to itself.
   */
  Connection writer() throws SQLException {
    SQLiteConfig settings = settings(config.busyTimeoutMs(), config.writerCacheBytes());
    Connection connection = open(settings);
    connection.setAutoCommit(false);
    return connection;
  }

  /** One that cannot write. */
  Connection reader() throws SQLException {
    SQLiteConfig settings = settings(config.busyTimeoutMs(), config.readerCacheBytes());
    settings.setReadOnly(true);
    return open(settings);
  }

  /** One that only makes checkpoints. */
  Connection checkpointer() throws SQLException {
    return open(settings(CHECKPOINT_WAIT_MS, 1 << 20));
  }

  private SQLiteConfig settings(int busyTimeoutMs, long cacheBytes) {
    SQLiteConfig settings = new SQLiteConfig();
    // Each connection is used by one thread at a time, which orders itself.
    settings.setOpenMode(SQLiteOpenMode.NOMUTEX);
    settings.setBusyTimeout(busyTimeoutMs);
    // Negative: in KiB.
    settings.setCacheSize((int) -(cacheBytes >> 10));
    settings.setTempStore(TempStore.MEMORY);
    return settings;
  }

  private Connection open(SQLiteConfig settings) throws SQLException {
    Connection connection = settings.createConnection(url);
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA synchronous = FULL");
      statement.execute("PRAGMA wal_autocheckpoint = 0");
      statement.execute("PRAGMA mmap_size = " + config.mmapBytes());
      // The log is cut to this when it starts anew, so that one long reader does not leave it
      // large.
      statement.execute("PRAGMA journal_size_limit = " + 4_096L * config.walAlarmPages());
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
    return connection;
  }

  /** Connections for the migrations, which also set what a new file keeps for good. */
  DataSource migrator() {
    SQLiteConfig settings = settings(config.busyTimeoutMs(), config.writerCacheBytes());
    settings.setPageSize(4_096);
    settings.setJournalMode(JournalMode.WAL);
    settings.setSynchronous(SynchronousMode.FULL);
    SQLiteDataSource source = new SQLiteDataSource(settings);
    source.setUrl(url);
    return source;
  }
}
