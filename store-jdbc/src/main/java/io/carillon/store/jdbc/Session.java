package io.carillon.store.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * The writer's connection and what it keeps in memory beside it, which follows its transactions.
 * Writer thread only.
 */
final class Session implements AutoCloseable {
  private final Connection connection;
  private final Database database;
  private final LostCommits lostCommits;
  private boolean isBroken;
  final Dialect dialect;
  final Statements statements;
  final CurrentTerm term;
  final Keys keys;
  final Counters counters = new Counters();
  final Totals totals = new Totals();
  final DefinitionCodec codec;
  final Snapshots snapshots;
  final Destinations destinations = new Destinations();
  final Endings endings;
  final JobMarks marks;
  final NewJobs newJobs;
  final AuditRows audit;
  final JobQuotas jobQuotas;

  private Session(
      Database database,
      Connection connection,
      int snapshotsMax,
      DefinitionCodec codec,
      CurrentTerm term,
      LostCommits lostCommits) {
    this.connection = connection;
    this.database = database;
    this.lostCommits = lostCommits;
    this.term = term;
    dialect = database.dialect();
    statements = new Statements(dialect, connection);
    keys = new Keys(dialect, statements);
    this.codec = codec;
    snapshots = new Snapshots(snapshotsMax, codec);
    marks = new JobMarks(statements, database.isShared());
    endings = new Endings(this);
    newJobs = new NewJobs(this);
    audit = new AuditRows(this);
    jobQuotas = new JobQuotas(this);
  }

  /**
   * @param term what this process may write, which outlives the session
   */
  static Session open(
      Database database,
      int snapshotsMax,
      DefinitionCodec codec,
      CurrentTerm term,
      LostCommits lostCommits)
      throws SQLException {
    Connection connection = database.writer();
    try {
      Session session = new Session(database, connection, snapshotsMax, codec, term, lostCommits);
      session.marks.load();
      connection.commit();
      return session;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** Whether other processes write too. */
  boolean isShared() {
    return database.isShared();
  }

  /** Whether a holder above 0 is this node. */
  boolean holds(long holder) {
    return !isShared() || holder == term.holder();
  }

  /** A statement that locks what it reads, by a clause as the standard words it. */
  Prepared locking(String sql, String clause) throws SQLException {
    return statements.of(sql.concat(dialect.locking(clause)));
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

  /**
   * Writes what the transaction gathered and commits.
   *
   * @throws TermEnded when another node has ended the term under which it was written
   * @throws UnknownCommit when nobody knows whether it took place
   */
  void commit() throws SQLException {
    newJobs.write();
    audit.write();
    endings.write();
    totals.write(statements);
    counters.write(statements, term.nodeKey());
    Database.Seal seal = database.seal(connection, term.nodeKey(), term.number());
    if (!seal.stands()) {
      throw new TermEnded();
    }
    try {
      connection.commit();
    } catch (SQLException e) {
      Long mark = seal.mark();
      if (mark == null || !database.breaksConnection(e) || !lostCommits.tookPlace(mark, e)) {
        throw e;
      }
      isBroken = true;
    }
    totals.clear();
    counters.clear();
    jobQuotas.clear();
    term.commit();
    keys.commit();
    marks.commit();
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
    counters.clear();
    jobQuotas.clear();
    jobQuotas.changed();
    term.rollback();
    keys.rollback();
    marks.rollback();
    endings.clear();
    newJobs.clear();
    audit.clear();
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
