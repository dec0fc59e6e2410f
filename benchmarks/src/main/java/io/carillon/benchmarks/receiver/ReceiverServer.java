package io.carillon.benchmarks.receiver;

import com.sun.management.UnixOperatingSystemMXBean;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** The open ports of a receiver, all served by one event loop: at most one core is used. */
final class ReceiverServer implements AutoCloseable {
  private static final int BACKLOG = 4_096;
  private static final int CONNECTIONS_MAX = 100_000;
  private static final int SPARE_FILES = 512;
  private static final int CONTROL_BODY_BYTES_MAX = 65_536;

  private final EventLoopGroup loop;
  private final List<Integer> ports;
  private final int controlPort;

  private ReceiverServer(EventLoopGroup loop, List<Integer> ports, int controlPort) {
    this.loop = loop;
    this.ports = List.copyOf(ports);
    this.controlPort = controlPort;
  }

  /** Opens the ports; {@code wallMicros} reads the time since 1970 in microseconds. */
  static ReceiverServer open(ReceiverOptions options, LongSupplier wallMicros) {
    EventLoopGroup loop =
        new MultiThreadIoEventLoopGroup(
            1, Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
    try {
      Traffic traffic = new Traffic(new Answers(options.delayMs()), connectionsMax(), wallMicros);
      ServerBootstrap calls = bootstrap(loop, traffic, ReceiverServer::addCalls);
      List<Integer> ports = new ArrayList<>();
      for (int i = 0; i < options.ports(); i++) {
        ports.add(bind(calls, options.port() == 0 ? 0 : options.port() + i));
      }
      ServerBootstrap control = bootstrap(loop, traffic, ReceiverServer::addControl);
      return new ReceiverServer(loop, ports, bind(control, options.controlPort()));
    } catch (RuntimeException e) {
      var _ = loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
      throw e;
    }
  }

  List<Integer> ports() {
    return ports;
  }

  int controlPort() {
    return controlPort;
  }

  @Override
  public void close() {
    var _ = loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }

  private interface Handlers {
    void addTo(Channel channel, Traffic traffic);
  }

  private static void addCalls(Channel channel, Traffic traffic) {
    channel.pipeline().addLast(new CallConnection(traffic));
  }

  private static void addControl(Channel channel, Traffic traffic) {
    channel
        .pipeline()
        .addLast(
            new HttpServerCodec(),
            new HttpObjectAggregator(CONTROL_BODY_BYTES_MAX),
            new ControlConnection(traffic));
  }

  private static ServerBootstrap bootstrap(
      EventLoopGroup loop, Traffic traffic, Handlers handlers) {
    Class<? extends ServerChannel> type =
        Epoll.isAvailable() ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    return new ServerBootstrap()
        .group(loop)
        .channel(type)
        .option(ChannelOption.SO_BACKLOG, BACKLOG)
        .option(ChannelOption.SO_REUSEADDR, true)
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childHandler(
            new ChannelInitializer<Channel>() {
              @Override
              protected void initChannel(Channel channel) {
                handlers.addTo(channel, traffic);
              }
            });
  }

  /** Running out of file descriptors would end the whole process, so it stops short of that. */
  private static int connectionsMax() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof UnixOperatingSystemMXBean descriptors
        ? (int) Math.min(CONNECTIONS_MAX, descriptors.getMaxFileDescriptorCount() - SPARE_FILES)
        : CONNECTIONS_MAX;
  }

  private static int bind(ServerBootstrap bootstrap, int port) {
    Channel channel = bootstrap.bind("127.0.0.1", port).syncUninterruptibly().channel();
    return ((InetSocketAddress) channel.localAddress()).getPort();
  }
}
