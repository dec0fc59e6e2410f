package io.carillon.browser;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A target: /NNN answers with that status, and counts its calls. */
final class Target implements AutoCloseable {
  final AtomicInteger calls = new AtomicInteger();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;

  Target() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.getRequestBody().readAllBytes();
            calls.incrementAndGet();
            byte[] body = "<b>seen</b>".getBytes(StandardCharsets.UTF_8);
            int status = Integer.parseInt(exchange.getRequestURI().getPath().substring(1));
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
          }
        });
    server.start();
  }

  String answering(int status) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + status;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
