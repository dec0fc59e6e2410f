package io.carillon.store.jdbc;

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

  private final Connection connection;
  private final Database database;
  private boolean isBroken;
  final Dialect dialect;
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

  private Session(Database database, Connection connection, int snapshotsMax) {
    this.connection = connection;
    this.database = database;
    dialect = database.dialect();
    statements = new Statements(dialect, connection);
    snapshots = new Snapshots(snapshotsMax);
    endings = new Endings(this);
  }

  static Session open(Database database, int snapshotsMax) throws SQLException {
    Connection connection = database.writer();
    try {
      Session session = new Session(database, connection, snapshotsMax);
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

  /** A write of many rows that the database words its own way. */
  Batch batch(Bulk statement) throws SQLException {
    return statements.bulk(statement);
  }

  /** Writes what the transaction gathered and commits. */
  void commit() throws SQLException {
    endings.write();
    totals.write(statements);
    counters.write(statements);
    String name = database.transactionName(connection);
    try {
      connection.commit();
    } catch (SQLException e) {
      if (name == null || !database.breaksConnection(e) || !database.wasCommitted(name)) {
        throw e;
      }
      isBroken = true;
    }
    totals.clear();
    term.commit();
    counters.commit();
    failing.commit();
    running.commit();
    endings.commit();
  }

  /** Whether the connection broke in a commit that took place all the same. */
  boolean isBroken() {
    return isBroken;
  }

  /**
   * Undoes the transaction. False when the connection must be replaced: the database undid the
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

  /** Between two transactions, when hardly anything was committed for a while. */
  void idle() throws SQLException {
    database.idle(connection);
  }

  @Override
  public void close() {
    statements.clear();
    try {
      connection.close();
    } catch (SQLException _) {
      // Nothing is left to be saved: every commit is durable.
    }
  }
}
