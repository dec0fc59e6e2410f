package io.carillon.e2e;

import static java.lang.ProcessBuilder.Redirect.DISCARD;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A PostgreSQL server whose every commit is synced. */
final class Postgres implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final EmbeddedPostgres server;
  private final Path folder;
  private final AtomicInteger number = new AtomicInteger();

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

  /** An immediate shutdown, which is a crash: nothing is finished, the next start recovers. */
  void stopAtOnce() throws Exception {
    Path pidFile = folder.resolve("postmaster.pid");
    long pid = Long.parseLong(Files.readAllLines(pidFile).getFirst());
    new ProcessBuilder("kill", "-QUIT", Long.toString(pid)).inheritIO().start().waitFor();
    await().atMost(PATIENCE).until(() -> ProcessHandle.of(pid).isEmpty());
  }

  /** Starts again what {@link #stopAtOnce} stopped, with the same command. */
  void startAgain() throws Exception {
    List<String> command = new ArrayList<>();
    if (System.getProperty("user.name").equals("root")) {
      // PostgreSQL refuses to run as root; in a user namespace it is somebody else.
      command.addAll(List.of("unshare", "-U"));
    }
    Matcher words =
        Pattern.compile("\"([^\"]*)\"|(\\S+)")
            .matcher(Files.readString(folder.resolve("postmaster.opts")));
    while (words.find()) {
      command.add(words.group(1) == null ? words.group(2) : words.group(1));
    }
    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(DISCARD).start();
    await().atMost(PATIENCE).ignoreExceptions().until(this::answers);
  }

  private boolean answers() throws SQLException {
    administer("SELECT 1");
    return true;
  }

  /** With the one user that the server has. */
  String url(String database) {
    return "jdbc:postgresql://localhost:%d/%s?user=postgres".formatted(server.getPort(), database);
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
    server.close();
  }
}
