package io.carillon.invoker.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.uring.IoUringSocketChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpVersion;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/1.1 without TLS, straight on a channel: a request is one buffer and one write, an answer
 * goes through Netty's decoder. One call at a time, no pipelining.
 */
@SuppressWarnings("FutureReturnValueIgnored") // failures come to exceptionCaught
final class PlainConnection extends ChannelInboundHandlerAdapter implements Connection {
  private static final int STATUS_LINE_BYTES_MAX = 4_096;
  private static final int SWITCHING_PROTOCOLS = 101;

  /** The kernel's number of the state in which there is no connection any more. */
  private static final int TCP_CLOSE = 7;

  private final Channel channel;
  private final Decoder decoder;
  private @Nullable HttpCall call;
  private boolean isHead;
  private boolean isInterim;

  /** A part of the answer has come, or of its head. */
  private boolean isAnswering;

  /** The answer is read to its end, the call learns of it when nothing more stands in the way. */
  private boolean isComplete;

  private PlainConnection(Channel channel, HttpDecoderConfig limits) {
    this.channel = channel;
    decoder = new Decoder(limits);
  }

  /** Takes over a channel that is being set up. */
  static PlainConnection on(Channel channel, int headerBytesMax) {
    HttpDecoderConfig limits =
        new HttpDecoderConfig()
            .setMaxInitialLineLength(STATUS_LINE_BYTES_MAX)
            .setMaxHeaderSize(headerBytesMax);
    PlainConnection connection = new PlainConnection(channel, limits);
    channel.pipeline().addLast(connection.decoder, connection);
    return connection;
  }

  /** The connection over an open channel that was set up for it. */
  static PlainConnection of(Channel channel) {
    return channel.pipeline().get(PlainConnection.class);
  }

  @Override
  public void send(Outgoing request, HttpCall sent) {
    if (!channel.isActive()) {
      sent.notSent();
      return;
    }
    ByteBuf bytes = request.encode(channel.alloc());
    call = sent;
    isAnswering = false;
    isHead = request.isHead();
    sent.sending(() -> {});
    channel.writeAndFlush(bytes, channel.voidPromise());
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    try {
      HttpCall reading = call;
      if (reading == null || isComplete) {
        abort(); // Nobody asked for it, and it must not be taken for the next answer.
      } else {
        read(reading, (HttpObject) message);
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void read(HttpCall reading, HttpObject message) {
    if (message.decoderResult().isFailure()) {
      fail(message.decoderResult().cause());
      return;
    }
    if (message instanceof HttpResponse response) {
      int status = response.status().code();
      isInterim = status >= 100 && status < 200 && status != SWITCHING_PROTOCOLS;
      if (isInterim) {
        reading.interim();
        return;
      }
      HttpVersion version = version(response);
      if (version == null) {
        fail(new IllegalArgumentException("unknown version"));
        return;
      }
      reading.head(new AnswerHead(status, version, response.headers()::get));
    }
    if (message instanceof HttpContent content && !isInterim) {
      reading.chunk(content.content());
    }
    if (message instanceof LastHttpContent) {
      isComplete = !isInterim;
      isInterim = false;
    }
  }

  private static @Nullable HttpVersion version(HttpResponse response) {
    io.netty.handler.codec.http.HttpVersion version = response.protocolVersion();
    if (version.equals(io.netty.handler.codec.http.HttpVersion.HTTP_1_1)) {
      return HttpVersion.HTTP_1_1;
    }
    return version.equals(io.netty.handler.codec.http.HttpVersion.HTTP_1_0)
        ? HttpVersion.HTTP_1_0
        : null;
  }

  /** All that came at once is read: what followed the answer would have been seen. */
  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    if (isComplete && decoder.hasRest()) {
      abort(); // The next answer must not be taken for the end of what this is the beginning of.
    }
    isAnswering = call != null && !isComplete;
    completeCall();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    completeCall();
    fail(new ClosedChannelException());
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    fail(cause);
    abort();
  }

  private void completeCall() {
    HttpCall ended = call;
    if (ended != null && isComplete) {
      isComplete = false;
      call = null;
      ended.complete();
    }
  }

  private void fail(Throwable cause) {
    HttpCall failed = call;
    if (failed != null) {
      isComplete = false;
      call = null;
      failed.broken(cause);
    }
  }

  @Override
  public int callsMax() {
    return 1;
  }

  @Override
  public boolean isHttp2() {
    return false;
  }

  @Override
  public boolean isActive() {
    return channel.isActive();
  }

  @Override
  public void lookForReset() {
    if (isAnswering && isReset(channel)) {
      fail(new IOException("reset"));
      abort();
    }
  }

  /** Whether the peer reset the connection of a channel that still seems open. */
  static boolean isReset(Channel channel) {
    try {
      return channel instanceof IoUringSocketChannel socket
          && socket.isOpen()
          && socket.tcpInfo().state() == TCP_CLOSE;
    } catch (ChannelException e) {
      return false; // It is being closed.
    }
  }

  @Override
  public void onClose(Runnable task) {
    channel.closeFuture().addListener(_ -> task.run());
  }

  @Override
  public void onGoAway(Runnable task) {}

  @Override
  public void close() {
    channel.close();
  }

  @Override
  public void abort() {
    abort(channel);
  }

  /** Closes a channel at once: what a peer does not read must not linger in the kernel either. */
  static void abort(Channel channel) {
    try {
      if (channel.isOpen()) {
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
      }
    } catch (ChannelException e) {
      // The peer was faster.
    }
    channel.unsafe().close(channel.newPromise());
  }

  private final class Decoder extends HttpResponseDecoder {
    Decoder(HttpDecoderConfig limits) {
      super(limits);
    }

    @Override
    protected boolean isContentAlwaysEmpty(HttpMessage message) {
      return isHead || super.isContentAlwaysEmpty(message);
    }

    /** Whether bytes have come that make no message yet. */
    boolean hasRest() {
      return actualReadableBytes() > 0;
    }
  }
}
