package io.carillon.invoker.http;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.InternetProtocolFamily;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringIoHandlerConfig;
import io.vertx.core.datagram.DatagramSocketOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.ClientOptionsBase;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.spi.transport.Transport;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * A transport that also remembers the channels being connected. Vert.x closes a connection only
 * after everything written has gone out, which a peer that does not read can put off for ever; the
 * channel can be closed at once. Thread-safe.
 */
final class TrackedTransport implements Transport {
  /**
   * Of one loop: room for what ten thousand calls of one instant end with. The kernel keeps more
   * than these too, but Netty complains and takes a slower way; and of some kernels' queues it
   * keeps an object for each entry.
   */
  private static final int COMPLETIONS_MAX = 1 << 14;

  private final Transport transport;
  private final IoHandlerFactory handlers;
  private final Set<Channel> unclaimed = ConcurrentHashMap.newKeySet();

  TrackedTransport(SocketTransport transport) {
    io.vertx.core.transport.Transport loaded = transport.load();
    this.transport = loaded.implementation();
    handlers =
        loaded.equals(io.vertx.core.transport.Transport.IO_URING)
            ? IoUringIoHandler.newFactory(new IoUringIoHandlerConfig().setCqSize(COMPLETIONS_MAX))
            : this.transport.ioHandlerFactory();
  }

  /** Makes channels for others than Vert.x, which are not remembered. */
  ChannelFactory<? extends Channel> plainChannels() {
    return transport.channelFactory(false);
  }

  /** The form in which Vert.x is given a transport. */
  io.vertx.core.transport.Transport asVertxTransport() {
    return new Named(this);
  }

  /** The channel of a connection made over this transport; each is handed out once. */
  @Nullable Channel claim(HttpConnection connection) {
    io.vertx.core.net.SocketAddress local = connection.localAddress();
    io.vertx.core.net.SocketAddress remote = connection.remoteAddress(true);
    if (local == null || remote == null) {
      return null;
    }
    for (Channel channel : unclaimed) {
      if (isAt(channel.localAddress(), local) && isAt(channel.remoteAddress(), remote)) {
        unclaimed.remove(channel);
        return channel;
      }
    }
    return null;
  }

  private boolean isAt(@Nullable SocketAddress address, io.vertx.core.net.SocketAddress other) {
    // The port tells nearly all apart, at a fraction of the cost.
    return address instanceof InetSocketAddress inet
        && inet.getPort() == other.port()
        && other.equals(convert(inet));
  }

  @Override
  public ChannelFactory<? extends Channel> channelFactory(boolean domainSocket) {
    ChannelFactory<? extends Channel> factory = transport.channelFactory(domainSocket);
    return () -> {
      Channel channel = factory.newChannel();
      unclaimed.add(channel);
      channel.closeFuture().addListener(_ -> unclaimed.remove(channel));
      return channel;
    };
  }

  @Override
  public boolean supportsDomainSockets() {
    return transport.supportsDomainSockets();
  }

  @Override
  public boolean supportFileRegion() {
    return transport.supportFileRegion();
  }

  @Override
  public SocketAddress convert(io.vertx.core.net.SocketAddress address) {
    return transport.convert(address);
  }

  @Override
  public io.vertx.core.net.SocketAddress convert(SocketAddress address) {
    return transport.convert(address);
  }

  @Override
  public IoHandlerFactory ioHandlerFactory() {
    return handlers;
  }

  /** Nothing is accepted here, so the loop for that, which Vert.x makes, need not cost much. */
  @Override
  public EventLoopGroup eventLoopGroup(int type, int threads, ThreadFactory factory, int ioRatio) {
    boolean calls = type != ACCEPTOR_EVENT_LOOP_GROUP;
    return new MultiThreadIoEventLoopGroup(
        threads, factory, calls ? handlers : NioIoHandler.newFactory());
  }

  @Override
  public DatagramChannel datagramChannel() {
    return transport.datagramChannel();
  }

  @Override
  @SuppressWarnings("deprecation")
  public DatagramChannel datagramChannel(InternetProtocolFamily family) {
    return transport.datagramChannel(family);
  }

  @Override
  public ChannelFactory<? extends ServerChannel> serverChannelFactory(boolean domainSocket) {
    return transport.serverChannelFactory(domainSocket);
  }

  @Override
  public void configure(DatagramChannel channel, DatagramSocketOptions options) {
    transport.configure(channel, options);
  }

  @Override
  public void configure(
      ClientOptionsBase options, int connectTimeout, boolean domainSocket, Bootstrap bootstrap) {
    transport.configure(options, connectTimeout, domainSocket, bootstrap);
  }

  @Override
  public void configure(NetServerOptions options, boolean domainSocket, ServerBootstrap bootstrap) {
    transport.configure(options, domainSocket, bootstrap);
  }

  private record Named(Transport implementation) implements io.vertx.core.transport.Transport {
    @Override
    public String name() {
      return "tracked";
    }

    @Override
    public boolean available() {
      return true;
    }

    @Override
    public @Nullable Throwable unavailabilityCause() {
      return null;
    }
  }
}
