package io.carillon.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A server that crashes gives the numbers of transactions anew that it had not saved. */
final class ServerCrashTest {
  private static final String WRITE = "UPDATE counter SET pings = pings + 1 WHERE counter_key = 1";
  private static final String NUMBER = "SELECT pg_current_xact_id()::text";

  @Test
  void whatItForgotIsNotTakenForAnotherThatWasCommitted() throws Exception {
    // What is committed is saved, and nothing in the background saves more.
    EmbeddedPostgres.Builder builder =
        PostgresServer.builder()
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("wal_writer_delay", "10s")
            .setServerConfig("bgwriter_lru_maxpages", "0");
    try (EmbeddedPostgres server = builder.start()) {
      String url = server.getJdbcUrl("postgres", "postgres");
      PostgresDatabase database =
          PostgresDatabase.open(PostgresServer.node(url, "node-a"), 0, () -> {});
      String number;
      long mark;
      try (Connection writer = database.writer()) {
        execute(writer, WRITE);
        number = ask(writer, NUMBER);
        mark = Objects.requireNonNull(database.seal(writer, 0, 0).mark());
        long backend = Long.parseLong(ask(writer, "SELECT pg_backend_pid()"));
        ProcessHandle.of(backend).orElseThrow().destroyForcibly();
        awaitCrash(url);
      }
      try (Connection other = DriverManager.getConnection(url)) {
        other.setAutoCommit(false);
        String given;
        do {
          execute(other, WRITE);
          given = ask(other, NUMBER);
          other.commit();
        } while (Long.parseLong(given) < Long.parseLong(number));
        assertThat(ask(other, "SELECT pg_xact_status('" + number + "')"))
            .as("what the server knows by the number")
            .isEqualTo("committed");
      }

      assertThat(database.wasCommitted(mark)).isFalse();
      database.close();
    }
  }

  /** Until the server is there again, with its memory made anew. */
  private static void awaitCrash(String url) {
    await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptions()
        .until(
            () -> {
              try (Connection connection = DriverManager.getConnection(url)) {
                return ask(
                        connection,
                        "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'carillon'")
                    .equals("0");
              }
            });
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String ask(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }
}
