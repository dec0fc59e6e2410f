package io.carillon.benchmarks.peers;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * A PostgreSQL server of our own, as durable as Carillon's store is: a commit is on disk before it
 * is answered. Used by one thread.
 */
final class Database implements AutoCloseable {
  /** With any of these off a commit would cost nothing and promise nothing. */
  private static final Map<String, String> DURABLE =
      new TreeMap<>(Map.of("fsync", "on", "synchronous_commit", "on", "full_page_writes", "on"));

  private static final Map<String, String> FAST =
      new TreeMap<>(
          Map.of(
              "shared_buffers", "512MB",
              // No checkpoint within a run of seconds.
              "max_wal_size", "4GB",
              // Statistics and dead rows of a job that has just been stored or moved on are seen to
              // at once, not after a minute.
              "autovacuum_naptime", "1s",
              // Short statements only: compiling them would cost more than it saves.
              "jit", "off"));

  private final EmbeddedPostgres server;

  private Database(EmbeddedPostgres server) {
    this.server = server;
  }

  /**
   * Starts a server whose files are in an empty folder; refuses one that does not sync.
   *
   * @param port 0 picks a free one
   */
  static Database start(Path folder, int port) {
    // The library starts the server with -F, which is fsync=off; a later setting wins.
    var builder = EmbeddedPostgres.builder().setDataDirectory(folder).setPort(port);
    DURABLE.forEach(builder::setServerConfig);
    FAST.forEach(builder::setServerConfig);
    try {
      Database database = new Database(builder.start());
      database.refuseUnlessDurable();
      return database;
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL did not start", e);
    }
  }

  /** Forgets everything, and gives a pool of connections that commit by themselves. */
  HikariDataSource emptied(int connections) {
    execute("DROP SCHEMA public CASCADE", "CREATE SCHEMA public", "CHECKPOINT");
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(server.getJdbcUrl("postgres", "postgres"));
    config.setMaximumPoolSize(connections);
    config.setMinimumIdle(connections);
    return new HikariDataSource(config);
  }

  /** The settings that the numbers depend on, as the server says them. */
  Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("server_version", show("server_version"));
    DURABLE.keySet().forEach(name -> settings.put(name, show(name)));
    FAST.keySet().forEach(name -> settings.put(name, show(name)));
    return settings;
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void refuseUnlessDurable() {
    DURABLE.forEach(
        (name, value) -> {
          String shown = show(name);
          if (!shown.equals(value)) {
            close();
            throw new IllegalStateException("PostgreSQL runs with " + name + " = " + shown);
          }
        });
  }

  private String show(String setting) {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        var statement = connection.createStatement();
        var answer = statement.executeQuery("SHOW " + setting)) {
      answer.next();
      return answer.getString(1);
    } catch (SQLException e) {
      throw new IllegalStateException("SHOW " + setting, e);
    }
  }

  private void execute(String... statements) {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("could not empty the database", e);
    }
  }
}
