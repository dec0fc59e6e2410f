package io.carillon.benchmarks.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReceiverServerTest {
  private static final Instant START = Instant.parse("2026-11-22T18:00:00Z");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final AtomicLong wallMicros = new AtomicLong();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private ReceiverServer receiver;

  @BeforeEach
  void open() {
    receiver = ReceiverServer.open(new ReceiverOptions(0, 2, 0, 0, 60), wallMicros::get);
  }

  @AfterEach
  void close() {
    client.close();
    receiver.close();
  }

  @Test
  void completeWindowHasNothingMissing() throws Exception {
    for (int second = 0; second < 3; second++) {
      call("job-a", second, 1, 10);
      call("job-b", second, 1, 20);
    }
    JsonNode window = report("jobs=2&everySecond=true", 0, 3);
    assertThat(window.get("received").asInt()).isEqualTo(6);
    assertThat(window.get("distinct").asInt()).isEqualTo(6);
    assertThat(window.get("expected").asInt()).isEqualTo(6);
    assertThat(window.get("missing").asInt()).isZero();
    assertThat(window.get("duplicates").asInt()).isZero();
    assertThat(window.get("jobs").asInt()).isEqualTo(2);
    assertThat(window.get("incompleteSeconds")).isEmpty();
  }

  @Test
  void aHoleIsMissingAndItsSecondIsNamed() throws Exception {
    call("job-a", 0, 1, 0);
    call("job-b", 0, 1, 0);
    call("job-a", 1, 1, 0);
    JsonNode window = report("jobs=2&everySecond=true", 0, 2);
    assertThat(window.get("missing").asInt()).isEqualTo(1);
    assertThat(window.get("incompleteSeconds").get(0).get("second").asText())
        .isEqualTo("2026-11-22T18:00:01Z");
  }

  @Test
  void aRepeatIsADuplicateAndHidesNoHole() throws Exception {
    call("job-a", 0, 1, 0);
    call("job-a", 0, 2, 0);
    JsonNode window = report("jobs=2&everySecond=true", 0, 1);
    assertThat(window.get("received").asInt()).isEqualTo(2);
    assertThat(window.get("duplicates").asInt()).isEqualTo(1);
    assertThat(window.get("retries").asInt()).isEqualTo(1);
    assertThat(window.get("missing").asInt()).isEqualTo(1);
  }

  @Test
  void secondsOutsideTheWindowDoNotCount() throws Exception {
    call("job-a", 0, 1, 5_000);
    call("job-a", 1, 1, 7);
    call("job-a", 2, 1, 5_000);
    JsonNode window = report("jobs=1&everySecond=true", 1, 2);
    assertThat(window.get("received").asInt()).isEqualTo(1);
    assertThat(window.get("driftMs").get("max").asInt()).isEqualTo(7);
  }

  @Test
  void driftPercentilesComeFromArrivalTimes() throws Exception {
    for (int i = 1; i <= 100; i++) {
      call("job-" + i, 0, 1, i);
    }
    call("job-early", 0, 1, -3);
    JsonNode drift = report("", 0, 1).get("driftMs");
    assertThat(drift.get("p50").asInt()).isEqualTo(50);
    assertThat(drift.get("p90").asInt()).isEqualTo(90);
    assertThat(drift.get("p99").asInt()).isEqualTo(99);
    assertThat(drift.get("max").asInt()).isEqualTo(100);
    assertThat(report("", 0, 1).get("early").asInt()).isEqualTo(1);
  }

  @Test
  void arrivalsAreCountedInTheSecondOfTheClock() throws Exception {
    call("job-a", 0, 1, 0);
    call("job-b", 0, 1, 1_500);
    call("job-a", 1, 1, 2_000);
    List<Integer> counts = new ArrayList<>();
    report("", 0, 4).get("arrivedPerSecond").forEach(count -> counts.add(count.asInt()));
    assertThat(counts).containsExactly(1, 1, 0, 1);
    assertThat(control("GET", "/report").at("/window/arrivedPerSecond")).isEmpty();
  }

  @Test
  void withoutEverySecondEachJobIsExpectedOnce() throws Exception {
    call("job-a", 3, 1, 0);
    JsonNode window = report("jobs=2", 0, 10);
    assertThat(window.get("expected").asInt()).isEqualTo(2);
    assertThat(window.get("missing").asInt()).isEqualTo(1);
  }

  @Test
  void callsWithoutHeadersAreAnsweredButNotCounted() throws Exception {
    HttpResponse<String> answer = send(HttpRequest.newBuilder(uri(0, "/any")).build());
    assertThat(answer.statusCode()).isEqualTo(200);
    JsonNode all = control("GET", "/report");
    assertThat(all.get("totals").get("uncounted").asInt()).isEqualTo(1);
    assertThat(all.get("window").get("received").asInt()).isZero();
  }

  @Test
  void bodiesLongerThanTheReadBufferAreSkipped() throws Exception {
    String body = "x".repeat(3 * Traffic.SCRATCH_BYTES);
    for (int i = 0; i < 3; i++) {
      HttpRequest request =
          HttpRequest.newBuilder(uri(1, "/big")).POST(BodyPublishers.ofString(body)).build();
      assertThat(send(request).body()).isEqualTo("{\"ok\":true}");
    }
    assertThat(control("GET", "/health").get("received").asInt()).isEqualTo(3);
  }

  @Test
  void resetForgets() throws Exception {
    call("job-a", 0, 1, 0);
    control("POST", "/reset");
    assertThat(report("", 0, 1).get("received").asInt()).isZero();
  }

  @Test
  void aWrongWindowIsRefused() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(controlUri("/report?jobs=1&everySecond=true")).build();
    assertThat(send(request).statusCode()).isEqualTo(400);
  }

  @Test
  void delayedAnswersWaitTogether() throws Exception {
    try (ReceiverServer slow =
        ReceiverServer.open(new ReceiverOptions(0, 1, 0, 300, 60), wallMicros::get)) {
      URI uri = URI.create("http://127.0.0.1:" + slow.ports().getFirst() + "/");
      long startedAt = System.nanoTime();
      var calls = new CompletableFuture<?>[20];
      for (int i = 0; i < calls.length; i++) {
        calls[i] = client.sendAsync(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding());
      }
      CompletableFuture.allOf(calls).join();
      long elapsedMs = (System.nanoTime() - startedAt) / 1_000_000;
      assertThat(elapsedMs).isBetween(300L, 20L * 300);
      URI health = URI.create("http://127.0.0.1:" + slow.controlPort() + "/health");
      JsonNode totals = JSON.readTree(send(HttpRequest.newBuilder(health).build()).body());
      assertThat(totals.get("waitingMax").asInt()).isGreaterThan(1);
      assertThat(totals.get("waiting").asInt()).isZero();
    }
  }

  private void call(String job, int second, int attempt, long driftMs) throws Exception {
    Instant scheduledAt = START.plusSeconds(second);
    wallMicros.set((scheduledAt.toEpochMilli() + driftMs) * 1_000);
    HttpRequest request =
        HttpRequest.newBuilder(uri(second % 2, "/hook"))
            .header("Carillon-Job-Id", job)
            .header("Carillon-Execution-Id", job + "-" + second)
            .header("Carillon-Scheduled-At", scheduledAt.toString().replace("Z", ".000Z"))
            .header("Carillon-Attempt", Integer.toString(attempt))
            .POST(BodyPublishers.ofString("{}"))
            .build();
    assertThat(send(request).statusCode()).isEqualTo(200);
  }

  private JsonNode report(String query, int from, int to) throws Exception {
    String window = "from=" + START.plusSeconds(from) + "&to=" + START.plusSeconds(to);
    return control("GET", "/report?" + window + "&" + query).get("window");
  }

  private JsonNode control(String method, String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(controlUri(path)).method(method, BodyPublishers.noBody()).build();
    HttpResponse<String> answer = send(request);
    assertThat(answer.statusCode()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return client.send(request, BodyHandlers.ofString());
  }

  private URI uri(int port, String path) {
    return URI.create("http://127.0.0.1:" + receiver.ports().get(port) + path);
  }

  private URI controlUri(String path) {
    return URI.create("http://127.0.0.1:" + receiver.controlPort() + path);
  }
}
