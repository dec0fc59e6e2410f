package io.carillon.invoker.http;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A well-behaved HTTP server that remembers what it was asked. */
final class TargetServer implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger openConnections = new AtomicInteger();
  private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
  private final HttpServer server;
  private final boolean isSecure;

  record Request(
      HttpMethod method,
      String uri,
      List<Map.Entry<String, String>> headers,
      String body,
      HttpVersion version) {
    List<String> header(String name) {
      return headers.stream()
          .filter(header -> header.getKey().equalsIgnoreCase(name))
          .map(Map.Entry::getValue)
          .toList();
    }

    List<String> headerNames() {
      return headers.stream().map(Map.Entry::getKey).toList();
    }
  }

  /** Answers when the body of the request has arrived. */
  static TargetServer start(Handler<HttpServerRequest> handler) {
    return new TargetServer(new HttpServerOptions(), handler);
  }

  static TargetServer start(HttpServerOptions options, Handler<HttpServerRequest> handler) {
    return new TargetServer(options, handler);
  }

  /** Answers 200 with an empty body. */
  static TargetServer ok() {
    return start(request -> request.response().end());
  }

  private TargetServer(HttpServerOptions options, Handler<HttpServerRequest> handler) {
    isSecure = options.isSsl();
    server =
        vertx
            .createHttpServer(options)
            .connectionHandler(
                connection -> {
                  connections.incrementAndGet();
                  openConnections.incrementAndGet();
                  connection.closeHandler(_ -> openConnections.decrementAndGet());
                })
            .requestHandler(
                request ->
                    request
                        .body()
                        .onSuccess(
                            body -> {
                              requests.add(remembered(request, body));
                              handler.handle(request);
                            }))
            .listen(0, "127.0.0.1")
            .await();
  }

  private static Request remembered(HttpServerRequest request, Buffer body) {
    return new Request(
        request.method(),
        request.uri(),
        List.copyOf(request.headers().entries()),
        body.toString(),
        request.version());
  }

  String url(String path) {
    return url("127.0.0.1", path);
  }

  String url(String host, String path) {
    return (isSecure ? "https://" : "http://") + host + ":" + server.actualPort() + path;
  }

  int port() {
    return server.actualPort();
  }

  int connections() {
    return connections.get();
  }

  int openConnections() {
    return openConnections.get();
  }

  Request next() {
    try {
      Request request = requests.poll(10, TimeUnit.SECONDS);
      if (request == null) {
        throw new AssertionError("no request came");
      }
      return request;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  int waiting() {
    return requests.size();
  }

  @Override
  public void close() {
    vertx.close().await();
  }
}
