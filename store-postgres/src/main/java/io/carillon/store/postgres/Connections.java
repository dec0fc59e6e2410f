package io.carillon.store.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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

  /** The server gives up a process that it has not heard of for 25 s, also what it sends to it. */
  private static final String NOTICING =
      " -c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3"
          + " -c tcp_user_timeout=25s";

  /** A query that goes on without its reader is of no use. */
  private static final String READER = "-c statement_timeout=30s" + BY_KEYS + NOTICING;

  /** How long an answer is waited for, s: of a reader, and of the rest, which may do much. */
  private static final int READER_ANSWER_S = 35;

  private static final int ANSWER_S = 60;

  /** Not among the options: the driver would take every server for a standby. */
  private static final String READ_ONLY = "SET default_transaction_read_only = on";

  /** One process at a time, for the life of the connection; by schema and purpose. */
  private static final String LOCK =
      "SELECT pg_try_advisory_lock(hashtext('carillon ' || current_schema()), hashtext(?))";

  private static final String UNLOCK = "SELECT pg_advisory_unlock_all()";

  /** The purpose of the lock that a node has while its writer's connection lives. */
  private static final String NODE = "node ";

  /** The purpose of the lock that a node has while it does chores. */
  private static final String CHORES = "chores";

  /** Which of the server's processes serves a connection: its number is given anew one day. */
  private static final String SERVED_BY =
      "SELECT pid, backend_start::text FROM pg_stat_activity WHERE pid = pg_backend_pid()";

  /** Ends such a process and waits for it, 2 s at most; no row: it had ended. */
  private static final String END =
      """
      SELECT pg_terminate_backend(pid, 2000) FROM pg_stat_activity
      WHERE pid = ? AND backend_start::text = ?
      """;

  /** SQLSTATE lock_not_available. */
  static final String LOCKED = "55P03";

  /** SQLSTATE cannot_connect_now. */
  private static final String NOT_NOW = "57P03";

  private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

  private record ServedBy(int pid, String since) {}

  private final PostgresConfig config;

  /** Those that read where the writer writes and, as far as is known, are open. */
  private final Set<Connection> readers = ConcurrentHashMap.newKeySet();

  /** The server's process of the writer's last connection. */
  private @Nullable ServedBy writerServedBy;

  Connections(PostgresConfig config) {
    this.config = config;
  }

  /**
   * The one that writes: while it lives no other process has the node's name. One that it takes the
   * place of is ended, as the server may not have noticed yet that it is gone.
   */
  synchronized Connection writer() throws SQLException {
    Connection connection = writerBeside();
    try {
      takeName(connection);
      if (writerServedBy != null) {
        abortReaders();
      }
      writerServedBy = servedBy(connection);
      connection.setAutoCommit(false);
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** One that writes no longer than the writer may, without the node's name; with auto-commit. */
  Connection writerBeside() throws SQLException {
    return source(config.url(), writerOptions(), answerSeconds()).getConnection();
  }

  /**
   * While a writer's transaction is open others may wait for its rows, and while it waits for a row
   * its node renews no lease. Either ends in a quarter of a lease: so late an answer does not yet
   * make anybody doubt his own lease, after which he would not take over others' work for the
   * length of another.
   */
  private String writerOptions() {
    long waitMs = Math.clamp(config.leaseMs() / 4, 1_000, 30_000);
    return "-c idle_in_transaction_session_timeout=%1$d -c lock_timeout=%1$d".formatted(waitMs)
        + BY_KEYS
        + NOTICING;
  }

  /** A server that says nothing for two leases is gone; there may be another one to go to. */
  private int answerSeconds() {
    return Math.clamp(2 * config.leaseMs() / 1_000, 5, ANSWER_S);
  }

  private void takeName(Connection connection) throws SQLException {
    String name = NODE + config.node().name();
    if (lock(connection, name)) {
      return;
    }
    boolean wasThere = endLastWriter(connection);
    if (!lock(connection, name)) {
      throw wasThere
          ? new SQLException("the server does not let go of the last connection", NOT_NOW)
          : new SQLException("another process has the node's name", LOCKED);
    }
  }

  /** Whether the server still had it. */
  private boolean endLastWriter(Connection connection) throws SQLException {
    ServedBy last = writerServedBy;
    if (last == null) {
      return false;
    }
    try (PreparedStatement statement = connection.prepareStatement(END)) {
      statement.setInt(1, last.pid);
      statement.setString(2, last.since);
      try (ResultSet row = statement.executeQuery()) {
        boolean wasThere = row.next();
        if (wasThere) {
          LOG.warn("the server still had the connection that this one takes the place of; ended");
        }
        return wasThere;
      }
    }
  }

  /** What broke the writer's connection may have broken theirs: they do not wait to find out. */
  private void abortReaders() throws SQLException {
    for (Connection reader : readers) {
      reader.abort(Runnable::run);
    }
    readers.clear();
  }

  private static ServedBy servedBy(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(SERVED_BY)) {
      row.next();
      return new ServedBy(row.getInt(1), row.getString(2));
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

  /** Lets others have what a connection has locked. */
  static void unlock(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(UNLOCK);
    }
  }

  Connection reader() throws SQLException {
    Connection connection = reader(config.url());
    readers.removeIf(Connections::isClosed);
    readers.add(connection);
    return connection;
  }

  /** One that reads at the URL that is given for it. */
  Connection replica() throws SQLException {
    return reader(Objects.requireNonNull(config.readUrl()));
  }

  private Connection reader(String url) throws SQLException {
    Connection connection = source(url, READER, READER_ANSWER_S).getConnection();
    try (Statement statement = connection.createStatement()) {
      statement.execute(READ_ONLY);
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  private static boolean isClosed(Connection connection) {
    try {
      return connection.isClosed();
    } catch (SQLException e) {
      throw new IllegalStateException(e); // The driver only looks at a flag.
    }
  }

  /** One for chores, with auto-commit. */
  Connection plain() throws SQLException {
    return source(config.url(), NOTICING, ANSWER_S).getConnection();
  }

  /** Those of the migrations, of which each takes as long as it takes. */
  DataSource migrations() throws SQLException {
    return source(config.url(), NOTICING, 0);
  }

  /** What the URL says goes before what is set here. */
  private DataSource source(String url, String options, int answerSeconds) throws SQLException {
    Properties defaults = new Properties();
    PGProperty.APPLICATION_NAME.set(defaults, "carillon");
    // Details of errors quote rows, and definitions may hold secrets.
    PGProperty.LOG_SERVER_ERROR_DETAIL.set(defaults, false);
    PGProperty.TCP_KEEP_ALIVE.set(defaults, true);
    PGProperty.CONNECT_TIMEOUT.set(defaults, 5);
    PGProperty.LOGIN_TIMEOUT.set(defaults, 10);
    PGProperty.SOCKET_TIMEOUT.set(defaults, answerSeconds);
    // Each statement is run again and again.
    PGProperty.PREPARE_THRESHOLD.set(defaults, 1);
    PGProperty.OPTIONS.set(defaults, options);
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
