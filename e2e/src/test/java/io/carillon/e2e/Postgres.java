package io.carillon.e2e;

import static java.lang.ProcessBuilder.Redirect.DISCARD;
import static java.nio.file.StandardOpenOption.APPEND;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL server whose every commit is synced. */
final class Postgres implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final EmbeddedPostgres server;
  private final Path folder;
  private final AtomicInteger number = new AtomicInteger();

  /** Where it runs, when that is not this machine. */
  private @Nullable Network network;

  private Postgres(EmbeddedPostgres server, Path folder) {
    this.server = server;
    this.folder = folder;
  }

  /** In a folder that the caller removes. */
  static Postgres start(Path folder) throws IOException {
    // The library switches these off.
    EmbeddedPostgres.Builder durable =
        EmbeddedPostgres.builder()
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("full_page_writes", "on");
    return new Postgres(durable.setDataDirectory(folder).start(), folder);
  }

  /** As {@link #start(Path)}, on another machine. */
  static Postgres start(Path folder, Network network) throws Exception {
    Postgres postgres = start(folder);
    signal(folder, "INT");
    Files.writeString(
        folder.resolve("pg_hba.conf"),
        "host all,replication all %s trust%n".formatted(Network.peers()),
        APPEND);
    postgres.network = network;
    postgres.startAgain();
    return postgres;
  }

  /** An immediate shutdown, which is a crash: nothing is finished, the next start recovers. */
  void stopAtOnce() throws IOException {
    signal(folder, "QUIT");
  }

  private static void signal(Path folder, String name) throws IOException {
    Path pidFile = folder.resolve("postmaster.pid");
    long pid = Long.parseLong(Files.readAllLines(pidFile).getFirst());
    new ProcessBuilder("kill", "-" + name, Long.toString(pid)).inheritIO().start();
    await().atMost(PATIENCE).until(() -> ProcessHandle.of(pid).isEmpty());
  }

  /**
   * A standby that follows this server, which waits for it at each commit from now on. Made of a
   * copy of the stopped server's files, as there is no pg_basebackup.
   */
  Standby standby(Path copy) throws Exception {
    signal(folder, "INT");
    new ProcessBuilder("cp", "-a", folder.toString(), copy.toString())
        .inheritIO()
        .start()
        .waitFor();
    startAgain();
    Files.createFile(copy.resolve("standby.signal"));
    Files.writeString(
        copy.resolve("postgresql.auto.conf"),
        "primary_conninfo = 'host=%s port=%d user=postgres'%n".formatted(host(), server.getPort()),
        APPEND);
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Standby standby = new Standby(copy, port, command(copy, port));
    standby.start();
    waitForStandbys("*");
    return standby;
  }

  /** From now on commits wait for no standby. */
  void waitForNoStandby() throws SQLException {
    waitForStandbys("");
  }

  private void waitForStandbys(String names) throws SQLException {
    administer("ALTER SYSTEM SET synchronous_standby_names = '" + names + "'");
    administer("SELECT pg_reload_conf()");
  }

  /** Of both servers: whichever is the primary. */
  String url(String database, Standby standby) {
    return "jdbc:postgresql://%s:%d,localhost:%d/%s?user=postgres&targetServerType=primary"
        .formatted(host(), server.getPort(), standby.port, database);
  }

  /** A server that follows another until it is promoted. */
  static final class Standby implements AutoCloseable {
    private final Path folder;
    private final int port;
    private final List<String> command;

    private Standby(Path folder, int port, List<String> command) {
      this.folder = folder;
      this.port = port;
      this.command = command;
    }

    /** Returns when it can be read; also after a stop. */
    void start() throws IOException {
      launch(command);
      await().atMost(PATIENCE).ignoreExceptions().until(() -> isTrue("SELECT pg_is_in_recovery()"));
    }

    /** As {@link Postgres#stopAtOnce}. */
    void stopAtOnce() throws IOException {
      signal(folder, "QUIT");
    }

    /** Returns when it is a primary. */
    void promote() throws SQLException {
      if (!isTrue("SELECT pg_promote()")) {
        throw new AssertionError("the standby was not promoted");
      }
    }

    String url(String database) {
      return "jdbc:postgresql://localhost:%d/%s?user=postgres".formatted(port, database);
    }

    /** Whether anybody but who asks is connected. */
    boolean isRead(String database) throws SQLException {
      return isTrue("SELECT count(*) > 0 FROM pg_stat_activity WHERE datname = '" + database + "'");
    }

    private boolean isTrue(String sql) throws SQLException {
      try (Connection connection = DriverManager.getConnection(url("postgres"));
          Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery(sql)) {
        return row.next() && row.getBoolean(1);
      }
    }

    @Override
    public void close() throws IOException {
      stopAtOnce();
    }
  }

  /** Starts again what was stopped, with the same command. */
  void startAgain() throws Exception {
    List<String> command = command(folder, server.getPort());
    Network on = network;
    if (on != null) {
      command.addAll(0, on.prefix());
      command.addAll(List.of("-c", "listen_addresses=*"));
    }
    launch(command);
    await().atMost(PATIENCE).ignoreExceptions().until(this::answers);
  }

  /** What runs the server on files that were made or copied, as they were run before. */
  private List<String> command(Path files, int port) throws IOException {
    List<String> command = new ArrayList<>();
    if (System.getProperty("user.name").equals("root")) {
      // PostgreSQL refuses to run as root; in a user namespace it is somebody else.
      command.addAll(List.of("unshare", "-U"));
    }
    Matcher words =
        Pattern.compile("\"([^\"]*)\"|(\\S+)")
            .matcher(Files.readString(folder.resolve("postmaster.opts")));
    while (words.find()) {
      String word = words.group(1) == null ? words.group(2) : words.group(1);
      command.add(
          word.replace(folder.toString(), files.toString())
              .replace(Integer.toString(server.getPort()), Integer.toString(port)));
    }
    return command;
  }

  private static void launch(List<String> command) throws IOException {
    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(DISCARD).start();
  }

  private boolean answers() throws SQLException {
    administer("SELECT 1");
    return true;
  }

  /** With the one user that the server has. */
  String url(String database) {
    return url(database, host());
  }

  /** By one of its addresses. */
  String url(String database, String host) {
    return "jdbc:postgresql://%s:%d/%s?user=postgres".formatted(host, server.getPort(), database);
  }

  private String host() {
    return network == null ? "localhost" : network.address(0);
  }

  String createDatabase() throws SQLException {
    String name = "carillon_" + number.incrementAndGet();
    administer("CREATE DATABASE " + name);
    return name;
  }

  void dropDatabase(String name) throws SQLException {
    administer("DROP DATABASE " + name + " WITH (FORCE)");
  }

  private void administer(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url("postgres"));
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws IOException {
    if (network != null) {
      stopAtOnce(); // In an orderly way it would wait for whom it cannot reach.
    }
    server.close();
  }
}
