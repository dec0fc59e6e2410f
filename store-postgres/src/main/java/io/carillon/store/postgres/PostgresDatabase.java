package io.carillon.store.postgres;

import io.carillon.store.jdbc.Database;
import io.carillon.store.jdbc.Dialect;
import io.carillon.store.jdbc.Migrations;
import java.io.IOException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A PostgreSQL database with Carillon's tables. */
final class PostgresDatabase implements Database {
  private static final PostgresDialect DIALECT = new PostgresDialect();
  private static final int VERSION_MIN = 15;

  private static final String AS_ITS_LAST =
      " ON CONFLICT (node) DO UPDATE SET mark = excluded.mark RETURNING mark";

  /** Marks a transaction that wrote something as the node's last; primary key. */
  private static final String MARK =
      """
      INSERT INTO commit_mark (node, mark)
      SELECT ?, ? WHERE pg_current_xact_id_if_assigned() IS NOT NULL
      """
          + AS_ITS_LAST;

  /** The same while the node's term stands, which then nobody ends before the commit. */
  private static final String MARK_OF_TERM =
      """
      WITH standing AS (SELECT 1 FROM node WHERE node_key = ? AND term = ? FOR SHARE)
      INSERT INTO commit_mark (node, mark) SELECT ?, ? FROM standing
      """
          + AS_ITS_LAST;

  /**
   * The mark of the node's last commit, once a transaction that is still under way there has ended.
   * The server's own memory of how transactions ended is not asked, as after a crash it gives the
   * numbers of those anew that it had not saved yet.
   */
  private static final String LAST_MARK =
      """
      INSERT INTO commit_mark AS c (node, mark) VALUES (?, 0)
      ON CONFLICT (node) DO UPDATE SET mark = c.mark
      RETURNING mark
      """;

  private static final Logger LOG = LoggerFactory.getLogger(PostgresDatabase.class);

  private final Connections connections;
  private final PostgresConfig config;
  private final Runnable takenOver;

  /** No two transactions have one mark, those of an earlier run included. */
  private final SecureRandom marks = new SecureRandom();

  private @Nullable Connection chores;
  private boolean hadLock;
  private boolean isTakenOver;

  private PostgresDatabase(PostgresConfig config, Connections connections, Runnable takenOver) {
    this.config = config;
    this.connections = connections;
    this.takenOver = takenOver;
  }

  /** See {@link PostgresStore#open}. */
  static PostgresDatabase open(PostgresConfig config, long nowMs, Runnable takenOver)
      throws IOException {
    Connections connections = new Connections(config);
    try {
      try (Connection connection = connections.plain()) {
        check(connection);
        Migrations.run(connections.migrations(), "db/postgres");
        new Partitions(connection).makeAhead(nowMs);
      }
      return new PostgresDatabase(config, connections, takenOver);
    } catch (SQLException | RuntimeException e) {
      throw new IOException("the store " + config + " cannot be opened: " + e.getMessage(), e);
    }
  }

  private static void check(Connection connection) throws SQLException {
    int version = connection.getMetaData().getDatabaseMajorVersion();
    if (version < VERSION_MIN) {
      throw new SQLException(
          "PostgreSQL " + VERSION_MIN + " or later is needed, this is " + version);
    }
    String encoding = setting(connection, "server_encoding");
    if (!encoding.equals("UTF8")) {
      throw new SQLException("the database must have the encoding UTF8, and not " + encoding);
    }
    if (setting(connection, "synchronous_commit").equals("off")) {
      LOG.warn(
          "synchronous_commit is off: what was answered and recorded may be lost when the"
              + " database's machine fails");
    }
  }

  private static String setting(Connection connection, String name) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SHOW " + name)) {
      row.next();
      return row.getString(1);
    }
  }

  @Override
  public Connection writer() throws SQLException {
    try {
      Connection connection = connections.writer();
      hadLock = true;
      return connection;
    } catch (SQLException e) {
      if (hadLock && isLocked(e)) {
        takenOver();
      }
      throw e;
    }
  }

  /** A connection that writes beside the nodes, without auto-commit. */
  Connection chore() throws SQLException {
    Connection connection = connections.plain();
    connection.setAutoCommit(false);
    return connection;
  }

  /** Whether another process has the node's name. */
  static boolean isLocked(SQLException e) {
    return Connections.LOCKED.equals(e.getSQLState());
  }

  private void takenOver() {
    if (!isTakenOver) {
      isTakenOver = true;
      takenOver.run();
    }
  }

  @Override
  public Connection reader() throws SQLException {
    return connections.reader();
  }

  @Override
  public boolean hasReplica() {
    return config.readUrl() != null;
  }

  @Override
  public Connection replica() throws SQLException {
    return connections.replica();
  }

  @Override
  public Dialect dialect() {
    return DIALECT;
  }

  @Override
  public long leaseMs() {
    return config.leaseMs();
  }

  @Override
  public NodeSelf self() {
    return config.node();
  }

  @Override
  public boolean isConflict(SQLException e) {
    return PostgresErrors.isConflict(e);
  }

  @Override
  public Seal seal(Connection writer, int nodeKey, int term) throws SQLException {
    boolean hasTerm = term != 0;
    try (PreparedStatement statement = writer.prepareStatement(hasTerm ? MARK_OF_TERM : MARK)) {
      int parameter = 1;
      if (hasTerm) {
        statement.setInt(parameter++, nodeKey);
        statement.setInt(parameter++, term);
      }
      statement.setString(parameter++, config.node().name());
      statement.setLong(parameter, marks.nextLong(1, Long.MAX_VALUE));
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? new Seal(true, row.getLong(1)) : new Seal(!hasTerm, null);
      }
    }
  }

  @Override
  public synchronized boolean beginChores() throws SQLException {
    chores = chores == null ? connections.chores() : chores;
    return chores != null;
  }

  @Override
  public synchronized void endChores() {
    try (Connection ended = chores) {
      chores = null;
      if (ended != null) {
        // The server hears of a closed connection later.
        Connections.unlock(ended);
      }
    } catch (SQLException e) {
      LOG.debug("the connection of the chores was lost", e);
    }
  }

  @Override
  public boolean wasCommitted(long mark) throws SQLException {
    try (Connection connection = connections.writerBeside();
        PreparedStatement statement = connection.prepareStatement(LAST_MARK)) {
      statement.setString(1, config.node().name());
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1) == mark;
      }
    }
  }

  @Override
  public long tend(long nowMs, long beforeMs) throws SQLException {
    try (Connection connection = connections.plain()) {
      Partitions partitions = new Partitions(connection);
      partitions.makeAhead(nowMs);
      return new ExpiredDays(connection).drop(partitions.days(), beforeMs);
    }
  }

  @Override
  public boolean isUnavailable(SQLException e) {
    return PostgresErrors.isUnavailable(e);
  }

  @Override
  public boolean breaksConnection(SQLException e) {
    return PostgresErrors.breaksConnection(e);
  }

  @Override
  public void close() {}
}
