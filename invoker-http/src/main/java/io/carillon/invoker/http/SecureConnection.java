package io.carillon.invoker.http;

import io.netty.channel.Channel;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.StreamResetException;
import io.vertx.core.internal.buffer.BufferInternal;
import org.jspecify.annotations.Nullable;

/** HTTP/2 or HTTP/1.1 over TLS, as the target offers; Vert.x speaks the protocol. */
final class SecureConnection implements Connection {
  private static final long HTTP2_REFUSED_STREAM = 7;
  private static final long HTTP2_CANCEL = 8;

  private final HttpClientConnection connection;
  private final @Nullable Channel channel;

  /** Null of HTTP/1.1. */
  private final @Nullable Http2Connection http2;

  /**
   * @param channel under the connection, if it is known
   */
  SecureConnection(HttpClientConnection connection, @Nullable Channel channel) {
    this.connection = connection;
    this.channel = channel;
    Http2ConnectionHandler handler =
        channel == null ? null : channel.pipeline().get(Http2ConnectionHandler.class);
    this.http2 = handler == null ? null : handler.connection();
    connection.exceptionHandler(_ -> {});
  }

  @Override
  public void send(Outgoing request, HttpCall call) {
    connection
        .request(request.line())
        .onComplete(stream -> send(stream, request, call), _ -> call.notSent());
  }

  private void send(HttpClientRequest stream, Outgoing request, HttpCall call) {
    if (call.isEnded()) {
      stream.reset(HTTP2_CANCEL);
      return;
    }
    // The response fails with the request.
    stream.exceptionHandler(_ -> {});
    stream.continueHandler(_ -> call.interim());
    stream.earlyHintsHandler(_ -> call.interim());
    stream
        .response()
        .onComplete(response -> answer(response, call), thrown -> unanswered(thrown, stream, call));
    try {
      Buffer body = request.write(stream.headers());
      call.sending(() -> stream.reset(HTTP2_CANCEL));
      if (body == null) {
        stream.end();
      } else {
        stream.end(body);
      }
    } catch (RuntimeException e) {
      call.broken(e);
    }
  }

  private void unanswered(Throwable thrown, HttpClientRequest stream, HttpCall call) {
    if (http2 != null && isUnprocessed(thrown, stream, http2)) {
      call.unprocessed(thrown);
    } else {
      call.broken(thrown);
    }
  }

  /**
   * Whether the target promises that it has not processed the request (RFC 9113, section 8.7). The
   * GOAWAY that Vert.x tells of may be our own.
   */
  private static boolean isUnprocessed(
      Throwable thrown, HttpClientRequest stream, Http2Connection http2) {
    return switch (thrown) {
      case StreamResetException reset -> reset.getCode() == HTTP2_REFUSED_STREAM;
      case HttpClosedException _ ->
          http2.goAwayReceived() && stream.streamId() > http2.local().lastStreamKnownByPeer();
      default -> false;
    };
  }

  private static void answer(HttpClientResponse response, HttpCall call) {
    response.exceptionHandler(call::broken);
    call.head(new AnswerHead(response.statusCode(), response.version(), response.headers()::get));
    if (!call.isEnded()) {
      response.handler(chunk -> call.chunk(((BufferInternal) chunk).getByteBuf()));
      response.endHandler(_ -> call.complete());
    }
  }

  @Override
  public int callsMax() {
    return isHttp2() ? (int) Math.min(connection.maxActiveStreams(), Integer.MAX_VALUE) : 1;
  }

  @Override
  public boolean isHttp2() {
    return http2 != null;
  }

  @Override
  public boolean isActive() {
    return channel == null || channel.isActive();
  }

  @Override
  public void lookForReset() {
    if (channel != null && PlainConnection.isReset(channel)) {
      abort();
    }
  }

  @Override
  public void onClose(Runnable task) {
    connection.closeHandler(_ -> task.run());
  }

  @Override
  public void onGoAway(Runnable task) {
    if (isHttp2()) {
      // A goAwayHandler would be given a copy of the frame's data that nobody can release.
      connection.shutdownHandler(_ -> task.run());
    }
  }

  @Override
  public void close() {
    connection.close();
  }

  @Override
  public void abort() {
    if (channel == null) {
      connection.close();
    } else {
      PlainConnection.abort(channel);
    }
  }
}
