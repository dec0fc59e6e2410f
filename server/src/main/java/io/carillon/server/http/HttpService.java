package io.carillon.server.http;

import io.carillon.server.config.HttpConfig;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Listens, with one server on each event loop. */
public final class HttpService {
  private static final int LINE_BYTES_MAX = 8_192;
  private static final int HEADER_BYTES_MAX = 16_384;
  private static final int BACKLOG = 1_024;

  /** Vert.x shares one free port between the servers that ask for the same negative one. */
  private static final int ANY_FREE_PORT = -1;

  private final Vertx vertx;
  private final HttpConfig config;
  private final HttpFront front;
  private final int loops;
  private final AtomicInteger port = new AtomicInteger();

  public HttpService(Vertx vertx, HttpConfig config, HttpFront front, int loops) {
    this.vertx = vertx;
    this.config = config;
    this.front = front;
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
    return port.get();
  }

  private Future<HttpServer> listen() {
    HttpServer server = vertx.createHttpServer(options());
    server.requestHandler(front::handle);
    server.invalidRequestHandler(front::refuse);
    return server.listen().onSuccess(listening -> port.set(listening.actualPort()));
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
    return options;
  }
}
