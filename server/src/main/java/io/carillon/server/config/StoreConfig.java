package io.carillon.server.config;

import static io.carillon.server.config.Settings.NODE_LEASE_MS;
import static io.carillon.server.config.Settings.STORE_PASSWORD;
import static io.carillon.server.config.Settings.STORE_READERS;
import static io.carillon.server.config.Settings.STORE_READER_CACHE_BYTES;
import static io.carillon.server.config.Settings.STORE_READ_URL;
import static io.carillon.server.config.Settings.STORE_URL;
import static io.carillon.server.config.Settings.STORE_USER;
import static io.carillon.server.config.Settings.STORE_WRITER_CACHE_BYTES;

import io.carillon.core.Clock;
import io.carillon.core.Invalid;
import io.carillon.store.jdbc.CommitListener;
import io.carillon.store.jdbc.Database.NodeSelf;
import io.carillon.store.jdbc.JdbcStore;
import io.carillon.store.jdbc.Rewrap;
import io.carillon.store.jdbc.SecretKeys;
import io.carillon.store.postgres.PostgresConfig;
import io.carillon.store.postgres.PostgresStore;
import io.carillon.store.sqlite.SqliteConfig;
import io.carillon.store.sqlite.SqliteStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where everything is kept. Immutable. */
public sealed interface StoreConfig {
  /**
   * Opens it; see the store's own {@code open}.
   *
   * @param takenOver is called once when another process has taken the node's name
   */
  JdbcStore open(Clock clock, CommitListener listener, Runnable takenOver) throws IOException;

  /** The file that {@link #open} would make, as it is not there. */
  Optional<Path> missingFile();

  /**
   * Seals all header values with the first key.
   *
   * @throws ConfigError when there is no key
   */
  Rewrap.Result rewrap(Clock clock) throws IOException;

  /** The file. */
  record Sqlite(Path file, SqliteConfig config, SecretKeys keys) implements StoreConfig {
    /** Nobody can: the file is locked. */
    @Override
    public JdbcStore open(Clock clock, CommitListener listener, Runnable takenOver)
        throws IOException {
      return SqliteStore.open(file, clock, config, keys, listener);
    }

    @Override
    public Optional<Path> missingFile() {
      return Files.exists(file) ? Optional.empty() : Optional.of(file.toAbsolutePath());
    }

    @Override
    public Rewrap.Result rewrap(Clock clock) throws IOException {
      return SqliteStore.rewrap(file, config, required(keys));
    }

    /** For the log. */
    @Override
    public String toString() {
      return file.toString();
    }
  }

  /** The database. */
  record Postgres(PostgresConfig config, SecretKeys keys) implements StoreConfig {
    @Override
    public JdbcStore open(Clock clock, CommitListener listener, Runnable takenOver)
        throws IOException {
      return PostgresStore.open(config, keys, clock, listener, takenOver);
    }

    @Override
    public Optional<Path> missingFile() {
      return Optional.empty();
    }

    @Override
    public Rewrap.Result rewrap(Clock clock) throws IOException {
      return PostgresStore.rewrap(config, required(keys), clock);
    }

    /** For the log. */
    @Override
    public String toString() {
      return config.toString();
    }
  }

  static StoreConfig of(SettingValues values, String nodeName, RolesConfig roles) {
    String url = values.get(STORE_URL);
    return url.startsWith("jdbc:postgresql:")
        ? postgres(values, url, nodeName, roles)
        : sqlite(values, url);
  }

  private static StoreConfig postgres(
      SettingValues values, String url, String nodeName, RolesConfig roles) {
    try {
      return new Postgres(
          new PostgresConfig(
              url,
              given(values.get(STORE_READ_URL)),
              given(values.get(STORE_USER)),
              given(values.get(STORE_PASSWORD)),
              new NodeSelf(nodeName, Version.NUMBER, String.join(",", roles.names())),
              values.get(NODE_LEASE_MS),
              values.get(STORE_READERS),
              SqliteConfig.DEFAULT.snapshotsMax()),
          SecretTexts.keys(values));
    } catch (Invalid e) {
      throw ConfigError.of("store-", e);
    }
  }

  private static @Nullable String given(String text) {
    return text.isEmpty() ? null : text;
  }

  private static StoreConfig sqlite(SettingValues values, String url) {
    String prefix = "jdbc:sqlite:";
    if (!url.matches(prefix + "[^:?]+") || url.startsWith(prefix + "file:")) {
      throw new ConfigError(
          "store-url: must be jdbc:sqlite: and a file's path without parameters, or"
              + " jdbc:postgresql:");
    }
    SqliteConfig usual = SqliteConfig.DEFAULT;
    return new Sqlite(
        Path.of(url.substring(prefix.length())),
        new SqliteConfig(
            values.get(STORE_READERS),
            values.get(STORE_WRITER_CACHE_BYTES),
            values.get(STORE_READER_CACHE_BYTES),
            usual.mmapBytes(),
            usual.busyTimeoutMs(),
            usual.walCheckpointPages(),
            usual.walAlarmPages(),
            usual.snapshotsMax()),
        SecretTexts.keys(values));
  }

  private static SecretKeys required(SecretKeys keys) {
    if (keys.ids().isEmpty()) {
      throw new ConfigError("secret-key-file or secret-key must be set");
    }
    return keys;
  }
}
