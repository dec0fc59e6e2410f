package io.carillon.benchmarks.peers;

import com.zaxxer.hikari.HikariDataSource;
import io.carillon.benchmarks.load.Http;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a scheduler is given to work with. The database starts when it is first asked for. */
final class Equipment implements AutoCloseable {
  private static final int SERVER_CONNECTIONS = 8;

  private final Vertx vertx;
  private final Targets targets;
  private final Call calls;
  private final Tuning tuning;
  private final URI serverUrl;
  private final Path databaseFolder;
  private final int databasePort;
  private @Nullable Database database;
  private @Nullable HikariDataSource pool;

  Equipment(
      Vertx vertx,
      Targets targets,
      Tuning tuning,
      URI serverUrl,
      Path databaseFolder,
      int databasePort) {
    this.vertx = vertx;
    this.targets = targets;
    this.calls = new HttpCalls(vertx, targets, Math.max(1, tuning.threads()));
    this.tuning = tuning;
    this.serverUrl = serverUrl;
    this.databaseFolder = databaseFolder;
    this.databasePort = databasePort;
  }

  Targets targets() {
    return targets;
  }

  Call calls() {
    return calls;
  }

  Tuning tuning() {
    return tuning;
  }

  /** The Carillon server of this run. */
  Http server() {
    return new Http(vertx, serverUrl, SERVER_CONNECTIONS);
  }

  /** Connections to a database without any table; those given before are closed. */
  HikariDataSource emptyDatabase() {
    if (pool != null) {
      pool.close();
    }
    if (database == null) {
      database = Database.start(databaseFolder, databasePort);
    }
    pool = database.emptied(tuning.connections());
    return pool;
  }

  /** Settings of the database; empty when none was asked for. */
  Map<String, String> databaseSettings() {
    return database == null ? Map.of() : database.settings();
  }

  @Override
  public void close() {
    if (pool != null) {
      pool.close();
    }
    if (database != null) {
      database.close();
    }
  }
}
