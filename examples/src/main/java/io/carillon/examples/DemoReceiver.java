package io.carillon.examples;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The target of the sample jobs: http and https on loopback. Any path answers 200 with a little
 * JSON, {@code /fail} answers 503, {@code /slow} answers after two seconds.
 */
final class DemoReceiver implements AutoCloseable {
  static final int HTTP_PORT = 4480;
  static final int HTTPS_PORT = 4444;
  static final int SLOW_MS = 2_000;

  private final Vertx vertx;
  private final int httpPort;
  private final int httpsPort;

  private DemoReceiver(Vertx vertx, int httpPort, int httpsPort) {
    this.vertx = vertx;
    this.httpPort = httpPort;
    this.httpsPort = httpsPort;
  }

  /**
   * Makes a certificate, writes it to {@code certificateFile} and then opens the ports; 0 picks a
   * free one.
   */
  static DemoReceiver start(Path certificateFile, int httpPort, int httpsPort) throws IOException {
    DemoCertificate certificate = DemoCertificate.make();
    certificate.writePem(certificateFile);
    HttpServerOptions https =
        new HttpServerOptions()
            .setSsl(true)
            .setKeyCertOptions(
                new PfxOptions()
                    .setValue(certificate.keyStore())
                    .setPassword(certificate.password()));
    Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    try {
      return new DemoReceiver(
          vertx, listen(vertx, new HttpServerOptions(), httpPort), listen(vertx, https, httpsPort));
    } catch (IOException e) {
      vertx.close().toCompletionStage().toCompletableFuture().join();
      throw e;
    }
  }

  int httpPort() {
    return httpPort;
  }

  int httpsPort() {
    return httpsPort;
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  /** Opens the port on 127.0.0.1 and, where there is IPv6, on ::1: "localhost" may mean either. */
  private static int listen(Vertx vertx, HttpServerOptions options, int port) throws IOException {
    int opened;
    try {
      opened = open(vertx, options, port, "127.0.0.1").join().actualPort();
    } catch (CompletionException e) {
      throw e.getCause() instanceof BindException
          ? new IOException("port " + port + " on 127.0.0.1 is already in use", e)
          : new IOException("cannot open port " + port + ": " + e.getCause(), e);
    }
    open(vertx, options, opened, "::1").exceptionally(_ -> null).join();
    return opened;
  }

  private static CompletableFuture<HttpServer> open(
      Vertx vertx, HttpServerOptions options, int port, String host) {
    Future<HttpServer> opened =
        vertx
            .createHttpServer(options)
            .requestHandler(request -> answer(vertx, request))
            .listen(port, host);
    return opened.toCompletionStage().toCompletableFuture();
  }

  private static void answer(Vertx vertx, HttpServerRequest request) {
    switch (request.path()) {
      case "/fail" -> send(request, 503, "this target is always down");
      case "/slow" -> vertx.setTimer(SLOW_MS, _ -> send(request, 200, "done at last"));
      case null, default -> send(request, 200, "done");
    }
  }

  private static void send(HttpServerRequest request, int status, String message) {
    JsonObject body =
        new JsonObject()
            .put("message", message)
            .put("path", request.path())
            .put("executionId", request.getHeader("Carillon-Execution-Id"))
            .put("attempt", request.getHeader("Carillon-Attempt"));
    var _ =
        request
            .response()
            .setStatusCode(status)
            .putHeader("Content-Type", "application/json")
            .end(body.toBuffer());
  }
}
