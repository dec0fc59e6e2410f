package io.carillon.store.postgres;

import static io.carillon.testkit.Stages.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.core.Clock;
import io.carillon.store.jdbc.CommitListener;
import io.carillon.store.jdbc.Database.NodeSelf;
import io.carillon.store.jdbc.JdbcStore;
import io.carillon.testkit.Certificate;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way to the database is encrypted, and its certificate is verified, where the URL says so. */
final class TlsTest {
  @TempDir Path folder;

  @Test
  void theCertificateIsVerified() throws Exception {
    Certificate known = Certificate.make(Files.createDirectory(folder.resolve("known")));
    Certificate other = Certificate.make(Files.createDirectory(folder.resolve("other")));
    try (EmbeddedPostgres server =
        EmbeddedPostgres.builder()
            .setServerConfig("ssl", "on")
            .setServerConfig("ssl_cert_file", known.certificate().toString())
            .setServerConfig("ssl_key_file", known.key().toString())
            .start()) {
      String url =
          "jdbc:postgresql://localhost:%d/postgres?user=postgres&sslmode=verify-full&sslrootcert="
              .formatted(server.getPort());

      try (JdbcStore store = open(url + known.certificate())) {
        join(store.ledger().takeOver("node"));
        assertThat(join(store.nodes().list())).hasSize(1);
        assertThat(plainConnections(url + known.certificate())).isZero();
      }
      assertThatThrownBy(() -> open(url + other.certificate()).close())
          .isInstanceOf(IOException.class)
          .hasMessageContaining("SSL error");
      assertThatThrownBy(
              () -> open(url.replace("localhost", "127.0.0.1") + known.certificate()).close())
          .isInstanceOf(IOException.class)
          .hasMessageContaining("127.0.0.1");
    }
  }

  private static JdbcStore open(String url) throws IOException {
    NodeSelf node = new NodeSelf("node", "test", "api,scheduler,worker");
    return PostgresStore.open(
        new PostgresConfig(url, null, null, null, node, 10_000, 2, 1_000),
        Clock.SYSTEM,
        CommitListener.NONE,
        () -> {});
  }

  private static int plainConnections(String url) throws Exception {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT count(*) FROM pg_stat_ssl JOIN pg_stat_activity USING (pid)"
                    + " WHERE client_addr IS NOT NULL AND NOT ssl")) {
      row.next();
      return row.getInt(1);
    }
  }
}
