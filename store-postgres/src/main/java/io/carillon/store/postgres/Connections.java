package io.carillon.store.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

/** Opens the store's connections, each with the settings of its role. Thread-safe. */
final class Connections {
  /**
   * Every statement finds its rows by keys, and its plan is made once for any number of rows, maybe
   * while the tables are still empty: without this it would read them from end to end, and go on to
   * do so when they have millions of rows.
   */
  private static final String BY_KEYS =
      " -c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c enable_hashjoin=off"
          + " -c enable_mergejoin=off -c jit=off";

  /** A writer that hangs in the middle of a transaction holds rows that others wait for. */
  private static final String WRITER =
      "-c idle_in_transaction_session_timeout=30s -c lock_timeout=30s"
          + BY_KEYS
          // The server notices a node that is gone, and lets another have the store.
          + " -c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3";

  /** A query that goes on without its reader is of no use. */
  private static final String READER = "-c statement_timeout=30s" + BY_KEYS;

  /** Not among the options: the driver would take every server for a standby. */
  private static final String READ_ONLY = "SET default_transaction_read_only = on";

  /** One process at a time, for the life of the connection; by schema and purpose. */
  private static final String LOCK =
      "SELECT pg_try_advisory_lock(hashtext('carillon ' || current_schema()), hashtext(?))";

  /** The purpose of the lock that a node has while its writer's connection lives. */
  private static final String NODE = "node ";

  /** The purpose of the lock that a node has while it does chores. */
  private static final String CHORES = "chores";

  /** SQLSTATE lock_not_available. */
  static final String LOCKED = "55P03";

  private final PostgresConfig config;

  Connections(PostgresConfig config) {
    this.config = config;
  }

  /** The one that writes: while it lives no other process has the node's name. */
  Connection writer() throws SQLException {
    Connection connection = source(config.url(), WRITER).getConnection();
    try {
      if (!lock(connection, NODE + config.node().name())) {
        throw new SQLException("another process has the node's name", LOCKED);
      }
      connection.setAutoCommit(false);
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** The one of the process that does chores, or null when that is another one. */
  @Nullable Connection chores() throws SQLException {
    Connection connection = plain();
    try {
      if (lock(connection, CHORES)) {
        return connection;
      }
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
    connection.close();
    return null;
  }

  private static boolean lock(Connection connection, String purpose) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(LOCK)) {
      statement.setString(1, purpose);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getBoolean(1);
      }
    }
  }

  Connection reader() throws SQLException {
    String readUrl = config.readUrl();
    Connection connection =
        source(readUrl == null ? config.url() : readUrl, READER).getConnection();
    try (Statement statement = connection.createStatement()) {
      statement.execute(READ_ONLY);
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** One for the migrations and other chores, with auto-commit. */
  Connection plain() throws SQLException {
    return plainSource().getConnection();
  }

  DataSource plainSource() throws SQLException {
    return source(config.url(), "");
  }

  /** What the URL says goes before what is set here. */
  private DataSource source(String url, String options) throws SQLException {
    Properties defaults = new Properties();
    PGProperty.APPLICATION_NAME.set(defaults, "carillon");
    // Details of errors quote rows, and definitions may hold secrets.
    PGProperty.LOG_SERVER_ERROR_DETAIL.set(defaults, false);
    PGProperty.TCP_KEEP_ALIVE.set(defaults, true);
    PGProperty.CONNECT_TIMEOUT.set(defaults, 5);
    PGProperty.LOGIN_TIMEOUT.set(defaults, 10);
    PGProperty.SOCKET_TIMEOUT.set(defaults, 60);
    // Each statement is run again and again.
    PGProperty.PREPARE_THRESHOLD.set(defaults, 1);
    if (!options.isEmpty()) {
      PGProperty.OPTIONS.set(defaults, options);
    }
    PGSimpleDataSource source = new PGSimpleDataSource();
    for (String name : defaults.stringPropertyNames()) {
      source.setProperty(name, defaults.getProperty(name));
    }
    source.setURL(url);
    if (config.user() != null) {
      source.setUser(config.user());
    }
    if (config.password() != null) {
      source.setPassword(config.password());
    }
    return source;
  }
}
