package io.carillon.store.jdbc;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What one kind of database does its own way: its connections, its statements where the common ones
 * do not serve, and what its errors mean. Its tables exist and are up to date. Thread-safe where it
 * does not say otherwise.
 */
public interface Database extends AutoCloseable {
  /** A connection that writes, without auto-commit; every commit is durable when it returns. */
  Connection writer() throws SQLException;

  /** A connection that only reads, with auto-commit, and sees what was written before. */
  Connection reader() throws SQLException;

  /** Whether {@link #replica} leads elsewhere. */
  default boolean hasReplica() {
    return false;
  }

  /** As {@link #reader}, but what was written last may not be there yet. */
  default Connection replica() throws SQLException {
    return reader();
  }

  Dialect dialect();

  /** Whether other processes write too. */
  default boolean isShared() {
    return leaseMs() > 0;
  }

  /** Whether the store as a whole cannot be used now, so that a write itself may be fine. */
  boolean isUnavailable(SQLException e);

  /** Whether the connection itself should be replaced before the next try. */
  boolean breaksConnection(SQLException e);

  /** How long a node's lease lasts; 0: for ever, as nobody else writes. */
  default long leaseMs() {
    return 0;
  }

  /** Whether the transaction met another writer's and may well succeed when it is tried again. */
  default boolean isConflict(SQLException e) {
    return false;
  }

  /**
   * What is known before a commit.
   *
   * @param stands whether the node's term stands, and does so until the commit
   * @param mark by which {@link #wasCommitted} knows the transaction later; null when it wrote
   *     nothing, or where the answer of a commit cannot be lost
   */
  record Seal(boolean stands, @Nullable Long mark) {}

  /**
   * The last statement before a commit.
   *
   * @param term of the node; 0: none has begun, so that there is none to be lost
   */
  default Seal seal(Connection writer, int nodeKey, int term) throws SQLException {
    return new Seal(true, null);
  }

  /**
   * Whether a commit took place whose answer was lost. Called on the writer's thread.
   *
   * @throws SQLException when the database cannot be asked now
   */
  default boolean wasCommitted(long mark) throws SQLException {
    return false;
  }

  /** The writer's transaction was committed. Called on the writer's thread. */
  default void committed() {}

  /**
   * The writer has hardly anything to do: what its connection holds in memory may be given back.
   * Called on the writer's thread, between two transactions.
   */
  default void idle(Connection writer) throws SQLException {}

  /**
   * The content of the write-ahead log that is not yet in the file, where the store has to watch
   * it.
   */
  default long walBytes() {
    return 0;
  }

  /**
   * Begins chores that one process does at a time; may wait.
   *
   * @return false: another one is at it
   */
  default boolean beginChores() throws SQLException {
    return true;
  }

  /** Ends what {@link #beginChores} began. */
  default void endChores() {}

  /** What this process tells others about its node. */
  default NodeSelf self() {
    return NodeSelf.UNKNOWN;
  }

  /**
   * What a node tells about itself.
   *
   * @param version of Carillon
   * @param roles separated by commas
   */
  record NodeSelf(String name, String version, String roles) {
    static final NodeSelf UNKNOWN = new NodeSelf("", "", "");
  }

  /**
   * Chores of storage that come with time, on a connection of its own. Called now and then, by one
   * thread at a time, which may wait.
   *
   * @param beforeMs nothing that was scheduled earlier is kept, epoch milliseconds
   * @return how many executions it deleted
   */
  default long tend(long nowMs, long beforeMs) throws SQLException {
    return 0;
  }

  /** Called last, when the writer and the readers have ended. */
  @Override
  void close() throws IOException;
}
