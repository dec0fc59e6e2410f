package io.carillon.benchmarks.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server with as much of the API as the cases use: creates jobs in memory, calls the ones of the
 * schedules that the cases use when they are due, keeps what it did.
 */
final class FakeCarillon implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2);
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final List<Job> jobs = new CopyOnWriteArrayList<>();
  private final ConcurrentHashMap<String, List<ObjectNode>> executions = new ConcurrentHashMap<>();
  private final AtomicInteger dropped = new AtomicInteger();
  private final AtomicInteger processing = new AtomicInteger();
  private final AtomicInteger completed = new AtomicInteger();

  private record Job(String id, JsonNode definition) {
    /** The occurrence from a second on, before the next; of the schedules that the cases use. */
    Optional<Instant> occurrence(Instant second) {
      String schedule = definition.path("schedule").asText();
      return switch (schedule) {
        case "* * * * * *" -> Optional.of(second).filter(at -> !at.isBefore(time("startAt")));
        case "@every PT1S" -> {
          Instant anchor = time("startAt");
          yield Optional.of(second.plusMillis(Math.floorMod(anchor.toEpochMilli(), 1_000L)))
              .filter(at -> at.isAfter(anchor));
        }
        default ->
            schedule.startsWith("@at ")
                ? Optional.of(Instant.parse(schedule.substring(4)))
                    .filter(at -> at.truncatedTo(ChronoUnit.SECONDS).equals(second))
                : Optional.empty();
      };
    }

    boolean isOver(Instant at) {
      return definition.has("endAt") && at.isAfter(time("endAt"));
    }

    private Instant time(String field) {
      return Instant.parse(definition.path(field).asText());
    }
  }

  /** Leaves out the first {@code drop} calls, as a broken scheduler would. */
  FakeCarillon(int drop) throws IOException {
    this(drop, 0);
  }

  FakeCarillon(int drop, int port) throws IOException {
    dropped.set(drop);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setExecutor(timer);
    server.createContext("/", this::handle);
    server.start();
    tickAt(Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1));
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  int jobs() {
    return jobs.size();
  }

  @Override
  public void close() {
    server.stop(0);
    timer.shutdownNow();
    client.close();
  }

  private void tickAt(Instant second) {
    long waitMs = Math.max(0, ChronoUnit.MILLIS.between(Instant.now(), second));
    var _ =
        timer.schedule(
            () -> {
              jobs.forEach(
                  job ->
                      job.occurrence(second)
                          .filter(at -> !job.isOver(at))
                          .ifPresent(at -> callAt(job, at)));
              tickAt(second.plusSeconds(1));
            },
            waitMs,
            TimeUnit.MILLISECONDS);
  }

  private void callAt(Job job, Instant at) {
    processing.incrementAndGet();
    long waitMs = Math.max(0, ChronoUnit.MILLIS.between(Instant.now(), at));
    var _ = timer.schedule(() -> call(job, at), waitMs, TimeUnit.MILLISECONDS);
  }

  private void call(Job job, Instant at) {
    if (dropped.getAndDecrement() > 0) {
      processing.decrementAndGet();
      return;
    }
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(job.definition.path("api").asText()))
            .header("Carillon-Job-Id", job.id)
            .header("Carillon-Scheduled-At", Iso.of(at))
            .header("Carillon-Attempt", "1")
            .POST(BodyPublishers.ofString("{}"))
            .build();
    var _ =
        client
            .sendAsync(request, BodyHandlers.discarding())
            .thenAccept(
                answer ->
                    executions
                        .computeIfAbsent(job.id, _ -> new CopyOnWriteArrayList<>())
                        .add(
                            JSON.createObjectNode()
                                .put("scheduledAt", Iso.of(at))
                                .put("status", answer.statusCode() == 200 ? "SUCCESS" : "FAILED")
                                .put("driftMs", 1)))
            .whenComplete(
                (_, _) -> {
                  completed.incrementAndGet();
                  processing.decrementAndGet();
                });
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    JsonNode body = JSON.readTree(exchange.getRequestBody());
    ObjectNode answer = JSON.createObjectNode();
    if (path.equals("/api/v1/jobs/batch")) {
      body.forEach(job -> answer.withArray("results").addObject().put("jobId", create(job)));
      answer.put("created", body.size()).put("failed", 0);
    } else if (path.equals("/api/v1/jobs") && exchange.getRequestMethod().equals("POST")) {
      answer.put("jobId", create(body));
    } else if (path.equals("/api/v1/jobs")) {
      jobs.forEach(job -> answer.withArray("jobs").addObject().put("id", job.id));
    } else if (path.equals("/api/v1/metrics")) {
      answer.put("totalJobs", jobs.size()).put("totalExecutions", completed.get());
      answer.putObject("sinceStart").put("success", completed.get());
    } else if (path.endsWith("/executions")) {
      String jobId = path.split("/", -1)[4];
      executions.getOrDefault(jobId, List.of()).forEach(answer.withArray("executions")::add);
      answer.putNull("nextCursor");
    } else if (path.equals("/api/v1/queue/stats")) {
      answer.put("ready", 0).put("processing", processing.get()).put("retry", 0);
      answer.put("completed", completed.get()).put("settling", 0);
    }
    byte[] bytes = JSON.writeValueAsBytes(answer);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private String create(JsonNode definition) {
    Job job = new Job("job-" + jobs.size(), definition);
    jobs.add(job);
    return job.id;
  }
}
