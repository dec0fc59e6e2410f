package io.carillon.invoker.http;

/** An open connection and what a pool has to know of it. Used by one loop. */
final class PooledConnection {
  private final Connection connection;
  private final long openedNanos;
  private long idleUntilNanos;
  private int active;
  private boolean isRetired;
  private boolean isClosed;

  /**
   * Opened just now.
   *
   * @param idleUntilNanos until when it may wait for its first call; monotonic
   */
  PooledConnection(Connection connection, long openedNanos, long idleUntilNanos) {
    this.connection = connection;
    this.openedNanos = openedNanos;
    this.idleUntilNanos = idleUntilNanos;
  }

  Connection connection() {
    return connection;
  }

  boolean isHttp2() {
    return connection.isHttp2();
  }

  long openedNanos() {
    return openedNanos;
  }

  /** When it has been without a call for too long, unless it gets one; monotonic. */
  boolean isIdleTooLong(long nowNanos) {
    return active == 0 && nowNanos - idleUntilNanos >= 0;
  }

  int active() {
    return active;
  }

  /** Whether another call may be put on it. */
  boolean hasRoom() {
    return isUsable() && active < connection.callsMax();
  }

  boolean isUsable() {
    return !isClosed && !isRetired && connection.isActive();
  }

  void began() {
    active++;
  }

  /** A call is done with it. */
  void ended(long idleUntilNanos) {
    active--;
    this.idleUntilNanos = idleUntilNanos;
  }

  /** No further calls are put on it; those under way go on. */
  void retire() {
    isRetired = true;
  }

  /** It was seen to be closed. */
  void closed() {
    isClosed = true;
  }

  /** Closes in good order; for connections without a call. */
  void close() {
    isClosed = true;
    connection.close();
  }

  /** Closes at once, whatever has not been sent or received; calls on it fail. */
  void abort() {
    isClosed = true;
    connection.abort();
  }
}
