package io.carillon.benchmarks.receiver;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.Arrays;

/** One connection of calls: finds the requests in the bytes, counts them, answers them. */
final class CallConnection extends ChannelInboundHandlerAdapter {
  private static final byte[] NOTHING = {};

  private final Traffic traffic;

  /** The beginning of a head whose end has not arrived. */
  private byte[] rest = NOTHING;

  /** Bytes of the current body that have not arrived. */
  private long bodyLeft;

  private boolean closeAfterBody;
  private boolean refused;

  CallConnection(Traffic traffic) {
    this.traffic = traffic;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    if (!traffic.opened()) {
      var _ = context.close();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    traffic.closed();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf bytes = (ByteBuf) message;
    try {
      while (bytes.isReadable() && !refused) {
        read(context, bytes);
      }
    } finally {
      bytes.release();
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    context.flush();
  }

  /** A client that went away needs no stack trace. */
  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    var _ = context.close();
  }

  private void read(ChannelHandlerContext context, ByteBuf bytes) {
    byte[] data = traffic.scratch;
    System.arraycopy(rest, 0, data, 0, rest.length);
    int taken = Math.min(bytes.readableBytes(), data.length - rest.length);
    bytes.readBytes(data, rest.length, taken);
    int end = rest.length + taken;
    int at = 0;
    while (at < end) {
      if (bodyLeft > 0) {
        int skipped = (int) Math.min(bodyLeft, end - at);
        at += skipped;
        bodyLeft -= skipped;
        answerAtEndOfBody(context);
        continue;
      }
      int afterHead = traffic.head.read(data, at, end);
      if (afterHead == RequestHead.INCOMPLETE && end - at < data.length) {
        break;
      }
      if (afterHead < 0) {
        refuse(context);
        return;
      }
      at = afterHead;
      traffic.arrived();
      bodyLeft = traffic.head.contentLength;
      closeAfterBody = traffic.head.close;
      answerAtEndOfBody(context);
    }
    rest = at == end ? NOTHING : Arrays.copyOfRange(data, at, end);
  }

  private void answerAtEndOfBody(ChannelHandlerContext context) {
    if (bodyLeft == 0) {
      traffic.answers.send(context, closeAfterBody);
    }
  }

  private void refuse(ChannelHandlerContext context) {
    refused = true;
    traffic.malformed();
    var _ =
        context
            .writeAndFlush(Answers.BAD_REQUEST.duplicate())
            .addListener(ChannelFutureListener.CLOSE);
  }
}
