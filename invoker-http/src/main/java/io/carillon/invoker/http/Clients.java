package io.carillon.invoker.http;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.net.JdkSSLEngineOptions;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The event loops and what opens connections on them: Netty for plain HTTP/1.1, a client of Vert.x
 * for TLS. Pools, deadlines and redirects are the invoker's own affair. Thread-safe.
 */
final class Clients implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Clients.class);
  private static final int STATUS_LINE_BYTES_MAX = 4_096;
  private static final int HTTP2_CONNECTION_WINDOW_BYTES = 1 << 20;

  /** TLS handshakes are computed here, so that many of them do not hold an event loop up. */
  private static final int WORKERS = 2;

  private static final int CLOSE_SECONDS_MAX = 5;

  private final TargetTls tls;
  private final TrackedTransport transport;
  private final Vertx vertx;
  private final HttpClientAgent secure;
  private final Bootstrap plain;

  Clients(InvokerConfig config) {
    // First, because a file of certificates may be missing.
    tls = new TargetTls(config.tls(), config.timeouts().tlsMs());
    transport = new TrackedTransport(config.transport());
    vertx =
        Vertx.builder()
            .with(
                new VertxOptions()
                    .setEventLoopPoolSize(config.eventLoops())
                    .setWorkerPoolSize(WORKERS)
                    .setFileSystemOptions(
                        new FileSystemOptions()
                            .setClassPathResolvingEnabled(false)
                            .setFileCachingEnabled(false)))
            .withTransport(transport.asVertxTransport())
            .build();
    secure = vertx.createHttpClient(secureOptions(config), new PoolOptions().setCleanerPeriod(0));
    plain =
        new Bootstrap()
            .channelFactory(transport.plainChannels())
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.SO_KEEPALIVE, true)
            .handler(initializer(config.limits().headerBytesMax()));
  }

  private static ChannelInitializer<Channel> initializer(int headerBytesMax) {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(Channel channel) {
        PlainConnection.on(channel, headerBytesMax);
      }
    };
  }

  private static HttpClientOptions secureOptions(InvokerConfig config) {
    return new HttpClientOptions()
        .setProtocolVersion(HttpVersion.HTTP_2)
        .setConnectTimeout(config.timeouts().connectMs())
        .setIdleTimeout(0)
        .setPipelining(false)
        .setDecompressionSupported(false)
        .setMaxInitialLineLength(STATUS_LINE_BYTES_MAX)
        .setMaxHeaderSize(config.limits().headerBytesMax())
        .setTcpKeepAlive(true)
        .setHttp2ConnectionWindowSize(HTTP2_CONNECTION_WINDOW_BYTES)
        .setInitialSettings(
            new Http2Settings()
                .setPushEnabled(false)
                .setMaxHeaderListSize(config.limits().headerBytesMax()))
        .setSsl(true)
        .setUseAlpn(true)
        .setSslEngineOptions(new JdkSSLEngineOptions().setUseWorkerThread(true));
  }

  Vertx vertx() {
    return vertx;
  }

  TrackedTransport transport() {
    return transport;
  }

  /** How TLS connections are to be opened. */
  TargetTls tls() {
    return tls;
  }

  /** Opens TLS connections, on the loop of the context from which it is called. */
  HttpClientAgent secure() {
    return secure;
  }

  /** Opens plain connections: channels that end in a {@link PlainConnection}. */
  Bootstrap plain(EventLoop loop, int connectMs) {
    return plain.clone(loop).option(ChannelOption.CONNECT_TIMEOUT_MILLIS, connectMs);
  }

  /** Closes every connection and the loops; waits a bounded time. */
  @Override
  public void close() {
    try {
      vertx.close().await(CLOSE_SECONDS_MAX, TimeUnit.SECONDS);
    } catch (Exception e) {
      LOG.warn("HTTP client did not close cleanly: {}", e.toString());
    }
  }
}
