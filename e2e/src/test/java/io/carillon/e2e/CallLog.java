package io.carillon.e2e;

import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A target that writes down every call it gets: the truth that the server's ledger is held against.
 * It lives in the test's process, so it survives every kill. The path says how it answers: {@code
 * /ok}, {@code /fail} (503), {@code /slow?MS}. Thread-safe.
 */
final class CallLog implements AutoCloseable {
  /** One call as it arrived. */
  record Arrival(
      String jobId, String executionId, Instant scheduledAt, int attempt, Instant arrivedAt) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Queue<Arrival> arrivals = new ConcurrentLinkedQueue<>();

  CallLog() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_024);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  List<Arrival> arrivals() {
    return List.copyOf(arrivals);
  }

  /** Waits until so many calls have arrived in all. */
  void awaitArrivals(int count, Duration atMost) {
    await()
        .atMost(atMost)
        .pollInterval(50, TimeUnit.MILLISECONDS)
        .until(() -> arrivals.size() >= count);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var headers = exchange.getRequestHeaders();
      arrivals.add(
          new Arrival(
              headers.getFirst("Carillon-Job-Id"),
              headers.getFirst("Carillon-Execution-Id"),
              Instant.parse(headers.getFirst("Carillon-Scheduled-At")),
              Integer.parseInt(headers.getFirst("Carillon-Attempt")),
              Instant.now()));
      exchange.getRequestBody().readAllBytes();
      var uri = exchange.getRequestURI();
      if (uri.getPath().equals("/slow")) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(Long.parseLong(uri.getQuery())));
      }
      exchange.sendResponseHeaders(uri.getPath().equals("/fail") ? 503 : 200, -1);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
