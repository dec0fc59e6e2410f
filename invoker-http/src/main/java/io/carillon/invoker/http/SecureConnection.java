package io.carillon.invoker.http;

import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.internal.buffer.BufferInternal;
import org.jspecify.annotations.Nullable;

/** HTTP/2 or HTTP/1.1 over TLS, as the target offers; Vert.x speaks the protocol. */
final class SecureConnection implements Connection {
  private static final long HTTP2_CANCEL = 8;

  private final HttpClientConnection connection;
  private final @Nullable Channel channel;
  private final boolean isHttp2;

  /**
   * @param channel under the connection, if it is known
   */
  SecureConnection(HttpClientConnection connection, @Nullable Channel channel) {
    this.connection = connection;
    this.channel = channel;
    SslHandler tls = channel == null ? null : channel.pipeline().get(SslHandler.class);
    this.isHttp2 = tls != null && "h2".equals(tls.applicationProtocol());
    connection.exceptionHandler(_ -> {});
  }

  @Override
  public void send(Outgoing request, HttpCall call) {
    connection
        .request(request.line())
        .onComplete(stream -> send(stream, request, call), _ -> call.notSent());
  }

  private static void send(HttpClientRequest stream, Outgoing request, HttpCall call) {
    if (call.isEnded()) {
      stream.reset(HTTP2_CANCEL);
      return;
    }
    stream.exceptionHandler(call::broken);
    stream.continueHandler(_ -> call.interim());
    stream.earlyHintsHandler(_ -> call.interim());
    stream.response().onComplete(response -> answer(response, call), call::broken);
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
    return isHttp2 ? (int) Math.min(connection.maxActiveStreams(), Integer.MAX_VALUE) : 1;
  }

  @Override
  public boolean isHttp2() {
    return isHttp2;
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
    if (isHttp2) {
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
