package io.carillon.examples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** The few calls of Carillon's API that the demo needs. Thread-safe. */
final class CarillonClient implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration CALL_MAX = Duration.ofSeconds(10);
  private static final Duration POLL = Duration.ofMillis(200);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CALL_MAX).build();
  private final URI server;

  CarillonClient(URI server) {
    this.server = server;
  }

  /** The server refused a request; the message is what it said. */
  static final class RefusedException extends IOException {
    RefusedException(String message) {
      super(message);
    }
  }

  /** Waits until the server is ready; fails after {@code max}. */
  void awaitReady(Duration max) throws IOException, InterruptedException {
    long end = System.nanoTime() + max.toNanos();
    while (!ready()) {
      if (System.nanoTime() - end > 0) {
        throw new IOException(
            "no server is ready at " + server + " after " + max.toSeconds() + " s");
      }
      Thread.sleep(POLL);
    }
  }

  Optional<String> findJobId(String name) throws IOException, InterruptedException {
    String query = URLEncoder.encode(name, StandardCharsets.UTF_8);
    for (JsonNode job : get("/api/v1/jobs?name=" + query).path("jobs")) {
      if (name.equals(job.path("name").asText())) {
        return Optional.of(job.path("id").asText());
      }
    }
    return Optional.empty();
  }

  /** Creates the job; its id. */
  String createJob(JsonNode job) throws IOException, InterruptedException {
    HttpRequest request =
        request("/api/v1/jobs")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(job.toString()))
            .build();
    return send(request).path("jobId").asText();
  }

  JsonNode job(String id) throws IOException, InterruptedException {
    return get("/api/v1/jobs/" + id);
  }

  /** The lines of the event stream, until it ends or breaks. To be closed. */
  Stream<String> eventLines() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(server.resolve("/api/v1/events"))
            .header("Accept", "text/event-stream")
            .build();
    HttpResponse<Stream<String>> response = http.send(request, BodyHandlers.ofLines());
    if (response.statusCode() != 200) {
      response.body().close();
      throw new RefusedException("/api/v1/events: " + response.statusCode());
    }
    return response.body();
  }

  /** Ends open calls and streams too. */
  @Override
  public void close() {
    http.shutdownNow();
  }

  private boolean ready() throws InterruptedException {
    try {
      HttpRequest request = request("/api/v1/health/ready").build();
      return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    return send(request(path).build());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(server.resolve(path)).timeout(CALL_MAX);
  }

  private JsonNode send(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
    if (response.statusCode() / 100 != 2) {
      throw new RefusedException(response.statusCode() + " " + response.body().strip());
    }
    return JSON.readTree(response.body());
  }
}
