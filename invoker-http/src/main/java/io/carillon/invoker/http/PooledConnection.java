package io.carillon.invoker.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelOption;
import io.netty.handler.ssl.SslHandler;
import io.vertx.core.http.HttpClientConnection;
import org.jspecify.annotations.Nullable;

/** An open connection and what a pool has to know of it. Used by one loop. */
final class PooledConnection {
  private final HttpClientConnection connection;
  private final @Nullable Channel channel;
  private final boolean isHttp2;
  private final long openedNanos;
  private int active;
  private long idleUntilNanos;
  private boolean isRetired;
  private boolean isClosed;

  PooledConnection(HttpClientConnection connection, @Nullable Channel channel, long openedNanos) {
    this.connection = connection;
    this.channel = channel;
    this.openedNanos = openedNanos;
    SslHandler tls = channel == null ? null : channel.pipeline().get(SslHandler.class);
    this.isHttp2 = tls != null && "h2".equals(tls.applicationProtocol());
  }

  HttpClientConnection connection() {
    return connection;
  }

  boolean isHttp2() {
    return isHttp2;
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
    return isUsable() && active < (isHttp2 ? connection.maxActiveStreams() : 1);
  }

  boolean isUsable() {
    return !isClosed && !isRetired && (channel == null || channel.isActive());
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
    if (channel == null) {
      connection.close();
      return;
    }
    try {
      if (channel.isOpen()) {
        // What a peer does not read must not linger in the kernel either.
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
      }
    } catch (ChannelException e) {
      // The peer was faster.
    }
    channel.unsafe().close(channel.newPromise());
  }
}
