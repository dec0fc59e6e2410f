package io.carillon.store.postgres;

import io.carillon.store.jdbc.Database.NodeSelf;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A real PostgreSQL server for the tests of one JVM: the one that {@code
 * CARILLON_TEST_POSTGRES_URL} names (a URL with a superuser), or an embedded one that ends with the
 * JVM.
 */
final class PostgresServer {
  private static final String VARIABLE = "CARILLON_TEST_POSTGRES_URL";
  private static final Pattern URL =
      Pattern.compile("jdbc:postgresql://([^:/]+)(?::(\\d+))?/([^/?]+)(\\?.*)?");

  /**
   * In the order of their references. Of small tables deleting is quicker than truncating. The keys
   * of destinations stay, as stores keep them in memory.
   */
  private static final List<String> TABLES =
      List.of(
          "attempt",
          "audit",
          "api_key",
          "alert",
          "open",
          "running",
          "failing",
          "ending",
          "notable",
          "job_totals",
          "outcome_minute",
          "due",
          "idempotency",
          "execution",
          "job_tag",
          "job_text",
          "job_version",
          "job",
          "node",
          "notice",
          "event",
          "commit_mark",
          "tz_database");

  private static final String RESET =
      "UPDATE counter SET executions = 0, jobs = 0, active_jobs = 0, pings = 0, succeeded = 0, failed = 0";

  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static @Nullable PostgresServer instance;

  /** Of a database: port and name take the place of {@code %d} and {@code %s}. */
  private final String urlFormat;

  private final int port;

  private final String adminDatabase;

  private PostgresServer(String urlFormat, int port, String adminDatabase) {
    this.urlFormat = urlFormat;
    this.port = port;
    this.adminDatabase = adminDatabase;
  }

  static synchronized PostgresServer get() throws IOException {
    PostgresServer current = instance;
    if (current == null) {
      String url = System.getenv(VARIABLE);
      current = url == null ? embedded() : existing(url);
      instance = current;
    }
    return current;
  }

  private static PostgresServer existing(String url) {
    Matcher parts = URL.matcher(url);
    if (!parts.matches()) {
      throw new IllegalArgumentException(VARIABLE + ": must be like " + URL);
    }
    int port = parts.group(2) == null ? 5432 : Integer.parseInt(parts.group(2));
    String parameters = parts.group(4) == null ? "" : parts.group(4);
    String format = "jdbc:postgresql://" + parts.group(1) + ":%d/%s" + parameters;
    return new PostgresServer(format, port, parts.group(3));
  }

  private static PostgresServer embedded() throws IOException {
    // What the contract says does not depend on the disk; durability has tests of its own.
    EmbeddedPostgres server =
        builder().setServerConfig("fsync", "off").setServerConfig("max_connections", "50").start();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  try {
                    server.close();
                  } catch (IOException e) {
                    throw new UncheckedIOException(e);
                  }
                }));
    String format = "jdbc:postgresql://localhost:%d/%s?user=postgres";
    return new PostgresServer(format, server.getPort(), "postgres");
  }

  /** Of the version that is tested. */
  static EmbeddedPostgres.Builder builder() {
    EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder();
    String binaries = System.getProperty("carillon.postgres");
    return binaries == null
        ? builder
        : builder.setPgBinaryResolver((_, _) -> archiveIn(Path.of(binaries)));
  }

  /** The compressed files of a server in the jar that carries them. */
  private static InputStream archiveIn(Path jar) throws IOException {
    try (FileSystem files = FileSystems.newFileSystem(jar);
        Stream<Path> entries = Files.list(files.getPath("/"))) {
      Path archive =
          entries.filter(entry -> entry.toString().endsWith(".txz")).findFirst().orElseThrow();
      return new ByteArrayInputStream(Files.readAllBytes(archive));
    }
  }

  int port() {
    return port;
  }

  PostgresConfig config(String database) {
    return configBehind(port, database);
  }

  PostgresConfig withLease(String database, long leaseMs) {
    return node(urlFormat.formatted(port, database), "node-a", leaseMs);
  }

  /** Of a proxy on this machine. */
  PostgresConfig configBehind(int proxyPort, String database) {
    String url = urlFormat.formatted(proxyPort, database);
    return node(url, "node-a", 600_000);
  }

  /** Of another node, whose lease is short. */
  PostgresConfig config(String database, String nodeName) {
    return configBehind(port, database, nodeName);
  }

  /** Of another node, which waits as long as it takes. */
  PostgresConfig patient(String database, String nodeName) {
    return node(urlFormat.formatted(port, database), nodeName);
  }

  /** With lists and history from another database. */
  PostgresConfig withReplica(String database, String replica) {
    PostgresConfig config = config(database);
    return new PostgresConfig(
        config.url(),
        urlFormat.formatted(port, replica),
        config.user(),
        config.password(),
        config.node(),
        config.leaseMs(),
        config.readers(),
        config.snapshotsMax());
  }

  /** Of another node behind a proxy, whose lease is short. */
  PostgresConfig configBehind(int proxyPort, String database, String nodeName) {
    return node(urlFormat.formatted(proxyPort, database), nodeName, 1_000);
  }

  /** A node of a server of a test's own. */
  static PostgresConfig node(String url, String name) {
    return node(url, name, 600_000);
  }

  private static PostgresConfig node(String url, String name, long leaseMs) {
    NodeSelf node = new NodeSelf(name, "test", "api,scheduler,worker");
    return new PostgresConfig(url, null, null, null, node, leaseMs, 2, 1_000);
  }

  Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(urlFormat.formatted(port, database));
  }

  /** An empty database. */
  String createDatabase() throws SQLException {
    return createDatabase("");
  }

  /** One with the options of CREATE DATABASE. */
  String createDatabase(String options) throws SQLException {
    String name = "carillon_test_" + ProcessHandle.current().pid() + "_" + NUMBER.incrementAndGet();
    administer("CREATE DATABASE " + name + options);
    return name;
  }

  /**
   * An empty database where everybody is a role that has a schema of its own and no other right,
   * not even to temporary tables. The role has the database's name.
   */
  String createDatabaseOfOneSchema() throws SQLException {
    String name = createDatabase();
    administer("CREATE ROLE " + name);
    administer("REVOKE ALL ON DATABASE " + name + " FROM PUBLIC");
    try (Connection connection = connect(name);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE SCHEMA AUTHORIZATION " + name);
    }
    administer("ALTER DATABASE " + name + " SET role = " + name);
    return name;
  }

  /** After the database is gone. */
  void dropRole(String name) throws SQLException {
    administer("DROP ROLE " + name);
  }

  void dropDatabase(String name) throws SQLException {
    administer("DROP DATABASE " + name + " WITH (FORCE)");
  }

  /** Empties every table, which is quicker than a new database, and keeps the migrations. */
  void empty(String database) throws SQLException {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      for (String table : TABLES) {
        statement.addBatch("DELETE FROM " + table);
      }
      statement.addBatch(RESET);
      statement.addBatch("DELETE FROM namespace WHERE namespace_key > 1");
      statement.executeBatch();
    }
  }

  private void administer(String sql) throws SQLException {
    try (Connection connection = connect(adminDatabase);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
