package io.carillon.examples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** As much of a server as the demo uses: jobs by name, and event streams written by the test. */
final class FakeCarillon implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  final Map<String, JsonNode> jobs = new ConcurrentSkipListMap<>();
  final AtomicInteger creations = new AtomicInteger();

  /** What each connection to the event stream is sent, before it is closed. */
  final BlockingQueue<String> streams = new LinkedBlockingQueue<>();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  FakeCarillon() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/api/v1/health/ready", exchange -> answer(exchange, 200, "{}"));
    server.createContext("/api/v1/jobs", this::jobs);
    server.createContext("/api/v1/events", this::events);
    server.start();
  }

  CarillonClient client() {
    return new CarillonClient(URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void jobs(HttpExchange exchange) throws IOException {
    if (exchange.getRequestMethod().equals("POST")) {
      create(exchange);
      return;
    }
    String path = exchange.getRequestURI().getPath();
    if (!path.equals("/api/v1/jobs")) {
      ObjectNode job = JSON.createObjectNode().put("name", "name of " + path.substring(13));
      answer(exchange, 200, job.toString());
      return;
    }
    String query = exchange.getRequestURI().getRawQuery();
    String name = URLDecoder.decode(query.substring("name=".length()), StandardCharsets.UTF_8);
    ObjectNode list = JSON.createObjectNode();
    list.putArray("jobs");
    if (jobs.containsKey(name)) {
      list.withArray("jobs").addObject().put("id", "id of " + name).put("name", name);
    }
    answer(exchange, 200, list.toString());
  }

  private void create(HttpExchange exchange) throws IOException {
    JsonNode job = JSON.readTree(exchange.getRequestBody());
    creations.incrementAndGet();
    if (job.path("schedule").asText().equals("never")) {
      answer(exchange, 400, "{\"code\":\"schedule.syntax\"}");
      return;
    }
    String name = job.path("name").asText();
    jobs.put(name, job);
    answer(exchange, 201, JSON.createObjectNode().put("jobId", "id of " + name).toString());
  }

  private void events(HttpExchange exchange) throws IOException {
    try {
      String stream = streams.take();
      exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
      answer(exchange, 200, stream);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
