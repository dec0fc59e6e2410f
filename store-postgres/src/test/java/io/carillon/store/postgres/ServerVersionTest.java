package io.carillon.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import org.junit.jupiter.api.Test;

/** The tests run on the servers that they are meant for. */
final class ServerVersionTest {
  @Test
  void theOldestAndTheNewestAreEmbedded() throws Exception {
    PostgresServer server = PostgresServer.get();
    String database = server.createDatabase();
    int version;
    try (Connection connection = server.connect(database)) {
      version = connection.getMetaData().getDatabaseMajorVersion();
    }
    server.dropDatabase(database);
    System.out.println("PostgreSQL " + version);
    if (System.getenv("CARILLON_TEST_POSTGRES_URL") == null) {
      assertThat(version).isEqualTo(System.getProperty("carillon.postgres") == null ? 18 : 15);
    } else {
      assertThat(version).isBetween(15, 18);
    }
  }
}
