package io.carillon.store.postgres;

import io.carillon.core.Clock;
import io.carillon.core.Job;
import io.carillon.core.port.Alerts;
import io.carillon.core.port.ApiKeys;
import io.carillon.core.port.Audit;
import io.carillon.core.port.History;
import io.carillon.core.port.JobStore;
import io.carillon.core.port.Ledger;
import io.carillon.core.port.Namespaces;
import io.carillon.core.port.OutcomeCounts;
import io.carillon.store.jdbc.CommitListener;
import io.carillon.store.jdbc.JdbcStore;
import io.carillon.testkit.FullTestStore;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A store on the tests' server. */
final class PostgresTestStore implements FullTestStore {
  private final PostgresServer server;
  final String database;
  private final boolean isShared;
  final JdbcStore store;

  private PostgresTestStore(
      PostgresServer server, String database, boolean isShared, JdbcStore store) {
    this.server = server;
    this.database = database;
    this.isShared = isShared;
    this.store = store;
  }

  /** In a database of its own, which goes with it. */
  static PostgresTestStore open(Clock clock) throws IOException, SQLException {
    return open(clock, () -> {});
  }

  /** As {@link #open(Clock)}, and tells when another process has taken the store over. */
  static PostgresTestStore open(Clock clock, Runnable takenOver) throws IOException, SQLException {
    PostgresServer server = PostgresServer.get();
    String database = server.createDatabase();
    JdbcStore store =
        PostgresStore.open(server.config(database), clock, CommitListener.NONE, takenOver);
    return new PostgresTestStore(server, database, false, store);
  }

  /** In a database that is there. */
  static PostgresTestStore openIn(String database, Clock clock) throws IOException {
    PostgresServer server = PostgresServer.get();
    JdbcStore store =
        PostgresStore.open(server.config(database), clock, CommitListener.NONE, () -> {});
    return new PostgresTestStore(server, database, false, store);
  }

  /** In a database that goes with it, with lists and history from another one. */
  static PostgresTestStore open(String database, String replica, Clock clock) throws IOException {
    PostgresServer server = PostgresServer.get();
    JdbcStore store =
        PostgresStore.open(
            server.withReplica(database, replica), clock, CommitListener.NONE, () -> {});
    return new PostgresTestStore(server, database, false, store);
  }

  /** One that other tests used before and will use after it: to close it is to empty it. */
  static PostgresTestStore shared(String database, JdbcStore store) throws IOException {
    return new PostgresTestStore(PostgresServer.get(), database, true, store);
  }

  /** In a database of its own, behind a proxy. */
  static PostgresTestStore openBehind(int proxyPort, Clock clock) throws IOException, SQLException {
    PostgresServer server = PostgresServer.get();
    String database = server.createDatabase();
    PostgresConfig config = server.configBehind(proxyPort, database);
    return new PostgresTestStore(
        server, database, false, PostgresStore.open(config, clock, CommitListener.NONE, () -> {}));
  }

  /** With the keys of jobs in the places of %d. */
  void execute(String sql, Job... jobs) throws SQLException {
    Object[] keys = Stream.of(jobs).map(job -> job.snapshot().jobKey()).toArray();
    try (Connection connection = server.connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute(sql.formatted(keys));
    }
  }

  /** The distinct values of a query's first column, in their order. */
  Set<String> column(String sql) throws SQLException {
    Set<String> values = new TreeSet<>();
    try (Connection connection = server.connect(database);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }

  @Override
  public JobStore jobs() {
    return store.jobs();
  }

  @Override
  public Ledger ledger() {
    return store.ledger();
  }

  @Override
  public History history() {
    return store.history();
  }

  @Override
  public Alerts alerts() {
    return store.alerts();
  }

  @Override
  public ApiKeys apiKeys() {
    return store.apiKeys();
  }

  @Override
  public Audit audit() {
    return store.audit();
  }

  @Override
  public Namespaces namespaces() {
    return store.namespaces();
  }

  @Override
  public OutcomeCounts outcomeCounts() {
    return store.outcomeCounts();
  }

  @Override
  public void verify() throws SQLException {
    PostgresRows.verify(server, database);
  }

  @Override
  public void close() throws IOException {
    try {
      if (isShared) {
        server.empty(database);
      } else {
        store.close();
        server.dropDatabase(database);
      }
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }
}
