package io.carillon.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

final class ConnectionsTest {
  static String setting(Connection connection, String name) throws Exception {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SHOW " + name)) {
      row.next();
      return row.getString(1);
    }
  }

  /** Else one row that somebody has locked keeps the node from renewing its lease in time. */
  @Test
  void theWriterWaitsForAQuarterOfALease() throws Exception {
    PostgresServer server = PostgresServer.get();
    String database = server.createDatabase();
    try (Connection writer = new Connections(server.withLease(database, 8_000)).writer()) {
      assertThat(setting(writer, "lock_timeout")).isEqualTo("2s");
      assertThat(setting(writer, "idle_in_transaction_session_timeout")).isEqualTo("2s");
    } finally {
      server.dropDatabase(database);
    }
  }
}
