package io.carillon.benchmarks.receiver;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;

/**
 * Sends the one answer, at once or after a delay. The delay is the same for all, so a queue in
 * order of arrival is also in order of time. Used by the event loop only: not thread-safe.
 */
final class Answers {
  private static final ByteBuf OK =
      bytes(
          "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 11\r\n\r\n"
              + "{\"ok\":true}");
  static final ByteBuf BAD_REQUEST =
      bytes("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");

  private final long delayNanos;
  private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
  private int waitingMax;

  private record Waiting(ChannelHandlerContext to, boolean close, long dueNanos) {}

  Answers(int delayMs) {
    this.delayNanos = TimeUnit.MILLISECONDS.toNanos(delayMs);
  }

  /** The caller flushes when it has read all there is; delayed answers flush themselves. */
  void send(ChannelHandlerContext to, boolean close) {
    if (delayNanos == 0) {
      write(to, close);
      return;
    }
    waiting.add(new Waiting(to, close, System.nanoTime() + delayNanos));
    waitingMax = Math.max(waitingMax, waiting.size());
    if (waiting.size() == 1) {
      drainIn(to, delayNanos);
    }
  }

  int waiting() {
    return waiting.size();
  }

  int waitingMax() {
    return waitingMax;
  }

  void resetMax() {
    waitingMax = waiting.size();
  }

  private void drain() {
    long now = System.nanoTime();
    Waiting first = waiting.peek();
    while (first != null && first.dueNanos - now <= 0) {
      waiting.remove();
      write(first.to, first.close);
      first.to.flush();
      first = waiting.peek();
    }
    if (first != null) {
      drainIn(first.to, first.dueNanos - now);
    }
  }

  private void drainIn(ChannelHandlerContext any, long nanos) {
    EventLoop loop = any.channel().eventLoop();
    var _ = loop.schedule(this::drain, nanos, TimeUnit.NANOSECONDS);
  }

  private static void write(ChannelHandlerContext to, boolean close) {
    if (close) {
      var _ = to.writeAndFlush(OK.duplicate()).addListener(ChannelFutureListener.CLOSE);
    } else {
      var _ = to.write(OK.duplicate(), to.voidPromise());
    }
  }

  private static ByteBuf bytes(String text) {
    return Unpooled.unreleasableBuffer(
        Unpooled.directBuffer().writeBytes(text.getBytes(StandardCharsets.US_ASCII)).asReadOnly());
  }
}
