package io.carillon.store.sqlite;

import io.carillon.store.jdbc.Database;
import io.carillon.store.jdbc.Dialect;
import io.carillon.store.jdbc.Migrations;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** One SQLite file, locked against other processes, with a thread that makes its checkpoints. */
public final class SqliteDatabase implements Database {
  /** Frees the pages of the connection's cache that are neither in use nor changed. */
  private static final String RELEASE_CACHE = "PRAGMA shrink_memory";

  private static final SqliteDialect DIALECT = new SqliteDialect();

  private final StoreFile file;
  private final Connections connections;
  private final Checkpointer checkpointer;

  private SqliteDatabase(StoreFile file, Connections connections, Checkpointer checkpointer) {
    this.file = file;
    this.connections = connections;
    this.checkpointer = checkpointer;
  }

  /** See {@link SqliteStore#open}. */
  public static SqliteDatabase open(Path file, SqliteConfig config) throws IOException {
    StoreFile locked = StoreFile.open(file);
    try {
      Connections connections = new Connections(locked.jdbcUrl(), config);
      Migrations.run(connections.migrator(), "db/sqlite");
      return new SqliteDatabase(locked, connections, new Checkpointer(locked, connections, config));
    } catch (SQLException | RuntimeException e) {
      locked.close();
      throw new IOException("the store " + locked.path + " cannot be opened: " + e.getMessage(), e);
    }
  }

  @Override
  public Connection writer() throws SQLException {
    file.requireInPlace();
    return connections.writer();
  }

  @Override
  public Connection reader() throws SQLException {
    return connections.reader();
  }

  @Override
  public Dialect dialect() {
    return DIALECT;
  }

  @Override
  public boolean isUnavailable(SQLException e) {
    return SqliteErrors.isUnavailable(e);
  }

  @Override
  public boolean breaksConnection(SQLException e) {
    return SqliteErrors.breaksConnection(e);
  }

  /** Nothing is acknowledged that would end with this process, as the file was taken away. */
  @Override
  public Seal seal(Connection writer, int nodeKey, int term) throws SQLException {
    file.requireInPlace();
    return Database.super.seal(writer, nodeKey, term);
  }

  @Override
  public void committed() {
    checkpointer.committed();
  }

  /** What is written next reads its pages again, about a microsecond each. */
  @Override
  public void idle(Connection writer) throws SQLException {
    try (Statement statement = writer.createStatement()) {
      statement.execute(RELEASE_CACHE);
    }
  }

  @Override
  public long walBytes() {
    return checkpointer.walBytes();
  }

  /** Empties the log and unlocks the file. */
  @Override
  public void close() throws IOException {
    try {
      checkpointer.close();
    } catch (SQLException e) {
      throw new IOException("the log of " + file.path + " could not be emptied", e);
    } finally {
      file.close();
    }
  }
}
