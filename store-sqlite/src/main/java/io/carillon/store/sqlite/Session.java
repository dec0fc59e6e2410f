package io.carillon.store.sqlite;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * The writer's connection and what it keeps in memory beside it, which follows its transactions.
 * Writer thread only.
 */
final class Session implements AutoCloseable {
  /** Every failing job; at open. */
  private static final String FAILING = "SELECT job_key FROM failing";

  /** Every ending job; at open. */
  private static final String ENDING = "SELECT job_key FROM ending";

  /** Every job whose turn is taken; at open. */
  private static final String RUNNING = "SELECT job_key FROM running";

  /** Frees the pages of the connection's cache that are neither in use nor changed. */
  private static final String RELEASE_CACHE = "PRAGMA shrink_memory";

  private final Connection connection;
  final Statements statements;
  final CurrentTerm term = new CurrentTerm();
  final Counters counters = new Counters();
  final Totals totals = new Totals();
  final Snapshots snapshots;
  final Destinations destinations = new Destinations();
  final Endings endings;

  /** Jobs whose last execution failed. */
  final TrackedKeys failing = new TrackedKeys();

  /** Jobs whose one running execution is taken. */
  final TrackedKeys running = new TrackedKeys();

  private Session(Connection connection, int snapshotsMax) {
    this.connection = connection;
    statements = new Statements(connection);
    snapshots = new Snapshots(snapshotsMax);
    endings = new Endings(this);
  }

  static Session open(Connections connections, int snapshotsMax) throws SQLException {
    Connection connection = connections.writer();
    try {
      Session session = new Session(connection, snapshotsMax);
      session.term.load(session.statements);
      session.counters.load(session.statements);
      session.failing.load(session.statements.of(FAILING));
      session.running.load(session.statements.of(RUNNING));
      session.endings.load(session.statements.of(ENDING));
      connection.commit();
      return session;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** A statement to run once. */
  Prepared on(String sql) throws SQLException {
    return statements.of(sql);
  }

  /** A statement to run in batches. */
  Prepared batch(String sql) throws SQLException {
    return statements.batch(sql);
  }

  /** Writes what the transaction gathered and commits. */
  void commit() throws SQLException {
    endings.write();
    totals.write(statements);
    counters.write(statements);
    connection.commit();
    totals.clear();
    term.commit();
    counters.commit();
    failing.commit();
    running.commit();
    endings.commit();
  }

  /**
   * Undoes the transaction. False when the connection must be replaced: SQLite undid the
   * transaction by itself, and the driver would go on without one.
   */
  boolean rollback() {
    statements.clear();
    totals.clear();
    term.rollback();
    counters.rollback();
    failing.rollback();
    running.rollback();
    endings.rollback();
    snapshots.clear();
    destinations.clear();
    try {
      connection.rollback();
      return true;
    } catch (SQLException e) {
      return false;
    }
  }

  /**
   * Gives the memory of the page cache back, between two transactions. What is written next reads
   * its pages again, about a microsecond each.
   */
  void releaseCache() throws SQLException {
    on(RELEASE_CACHE).run();
  }

  @Override
  public void close() {
    statements.clear();
    try {
      connection.close();
    } catch (SQLException _) {
      // Nothing is left to be saved: every commit is on the disk.
    }
  }
}
