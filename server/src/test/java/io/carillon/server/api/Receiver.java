package io.carillon.server.api;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A target: /ok answers 200, /status/NNN that status, /hold waits for {@link #release}, /flip
 * answers as {@link #flipTo} says.
 */
public final class Receiver implements AutoCloseable {
  /** One call that arrived. */
  public record Arrival(String path, String body, Headers headers) {
    public String executionId() {
      return header("Carillon-Execution-Id");
    }

    public String userAgent() {
      return header("User-Agent");
    }

    private String header(String name) {
      return Objects.requireNonNullElse(headers.getFirst(name), "");
    }
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Arrival> arrivals = new CopyOnWriteArrayList<>();
  private final CountDownLatch released = new CountDownLatch(1);
  private final AtomicInteger flip = new AtomicInteger(200);

  public Receiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  public String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  public List<Arrival> arrivals() {
    return arrivals;
  }

  /** Lets held calls go. */
  public void release() {
    released.countDown();
  }

  public void flipTo(int status) {
    flip.set(status);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String path = exchange.getRequestURI().getPath();
    arrivals.add(new Arrival(path, body, exchange.getRequestHeaders()));
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(status(path), -1);
    } else {
      byte[] answer = answer(exchange, path).getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status(path), answer.length);
      exchange.getResponseBody().write(answer);
    }
    exchange.close();
  }

  /** A debug page shows what it was asked. */
  private static String answer(HttpExchange exchange, String path) {
    return path.equals("/status/500") ? "seen " + exchange.getRequestHeaders().entrySet() : "seen";
  }

  private int status(String path) {
    if (path.startsWith("/status/")) {
      return Integer.parseInt(path.substring("/status/".length()));
    }
    if (path.equals("/hold")) {
      try {
        if (!released.await(20, TimeUnit.SECONDS)) {
          return 504;
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    return path.equals("/flip") ? flip.get() : 200;
  }

  @Override
  public void close() {
    released.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
