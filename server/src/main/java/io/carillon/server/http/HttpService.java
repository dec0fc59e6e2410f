package io.carillon.server.http;

import io.carillon.core.Clock;
import io.carillon.server.config.HttpConfig;
import io.carillon.tls.ExpiryWarnings;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.JdkSSLEngineOptions;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens, with one server on each event loop. */
public final class HttpService {
  private static final Logger LOG = LoggerFactory.getLogger(HttpService.class);
  private static final int LINE_BYTES_MAX = 8_192;
  private static final int HEADER_BYTES_MAX = 16_384;
  private static final int BACKLOG = 1_024;
  private static final int TLS_HANDSHAKE_S_MAX = 10;
  private static final Set<String> TLS_VERSIONS = Set.of("TLSv1.3", "TLSv1.2");

  /** Vert.x shares one free port between the servers that ask for the same negative one. */
  private static final int ANY_FREE_PORT = -1;

  private final Vertx vertx;
  private final HttpConfig config;
  private final @Nullable ServerCertificate certificate;
  private final ExpiryWarnings warnings = new ExpiryWarnings();
  private final HttpFront front;
  private final OpenConnections connections;
  private final int loops;
  private final AtomicReference<HttpServer> server = new AtomicReference<>();

  /**
   * Makes the servers' parts known; {@link #start} starts them.
   *
   * @param certificate null to speak HTTP
   */
  public HttpService(
      Vertx vertx,
      HttpConfig config,
      @Nullable ServerCertificate certificate,
      HttpFront front,
      Clock clock,
      int loops) {
    this.vertx = vertx;
    this.config = config;
    this.certificate = certificate;
    this.front = front;
    this.connections = new OpenConnections(vertx, clock, config.connectionsMax());
    this.loops = loops;
  }

  /**
   * Listens; returns the port.
   *
   * @throws CompletionException with the reason when that fails, such as a port in use
   */
  public int start() {
    vertx
        .deployVerticle(() -> context -> listen(), new DeploymentOptions().setInstances(loops))
        .toCompletionStage()
        .toCompletableFuture()
        .join();
    return server.get().actualPort();
  }

  private Future<HttpServer> listen() {
    HttpServer one = vertx.createHttpServer(options());
    one.connectionHandler(connections::opened);
    one.requestHandler(
        request -> {
          connections.asked(request.connection());
          front.handle(request);
        });
    one.invalidRequestHandler(front::refuse);
    return one.listen()
        .recover(reason -> Future.failedFuture(new IOException(cannotListen(reason), reason)))
        .onSuccess(server::set);
  }

  private String cannotListen(Throwable reason) {
    String url = config.url(config.address().getHostAddress(), config.port());
    return "http-host, http-port: cannot listen on " + url + ": " + reason.getMessage();
  }

  private HttpServerOptions options() {
    HttpServerOptions options = new HttpServerOptions();
    options.setHost(config.address().getHostAddress());
    options.setPort(config.port() == 0 ? ANY_FREE_PORT : config.port());
    options.setAcceptBacklog(BACKLOG);
    options.setIdleTimeout(config.idleTimeoutMs());
    options.setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
    options.setMaxInitialLineLength(LINE_BYTES_MAX);
    options.setMaxHeaderSize(HEADER_BYTES_MAX);
    options.setHandle100ContinueAutomatically(true);
    options.setHttp2ClearTextEnabled(false);
    // No WebSockets are served: without this every request passes their handlers.
    options.setPerFrameWebSocketCompressionSupported(false);
    options.setPerMessageWebSocketCompressionSupported(false);
    if (certificate != null) {
      options.setSsl(true);
      options.setKeyCertOptions(certificate.options());
      options.setEnabledSecureTransportProtocols(TLS_VERSIONS);
      options.setAlpnVersions(List.of(HttpVersion.HTTP_1_1));
      options.setSslHandshakeTimeout(TLS_HANDSHAKE_S_MAX);
      options.setSslHandshakeTimeoutUnit(TimeUnit.SECONDS);
      // Handshakes are dear: many of them must not hold up an event loop.
      options.setSslEngineOptions(new JdkSSLEngineOptions().setUseWorkerThread(true));
    }
    return options;
  }

  /**
   * Shows new connections the certificate that is in the files by now; those that are open go on.
   * Warns when it runs out. Reads files.
   */
  public void renewCertificate(Instant now) {
    ServerCertificate current = certificate;
    if (current == null) {
      return;
    }
    if (current.refresh()) {
      // All servers on the port share what the update of one of them changes.
      server
          .get()
          .updateSSLOptions(options().getSslOptions())
          .onSuccess(_ -> LOG.info("certificate of the API renewed, until {}", current.expiresAt()))
          .onFailure(e -> LOG.error("the renewed certificate of the API is not shown", e));
    }
    warnings.due("the API", current.expiresAt(), now).ifPresent(LOG::warn);
  }
}
