package io.carillon.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A user of the REST API. */
final class Api {
  /** An answer: status and JSON, which is missing when the body is empty. */
  record Reply(int status, JsonNode json) {}

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client;
  private final String root;

  Api(String serverUrl) {
    this(serverUrl, HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build());
  }

  Api(String serverUrl, HttpClient client) {
    root = serverUrl + "/api/v1";
    this.client = client;
  }

  Reply get(String path) throws Exception {
    return send("GET", path, null);
  }

  Reply post(String path, @Nullable Map<String, ?> body) throws Exception {
    return send("POST", path, body);
  }

  /** Creates jobs in one request, at most 10,000; the answer tells what became of each. */
  JsonNode createAll(List<? extends Map<String, ?>> jobs) throws Exception {
    return send("POST", "/jobs/batch", jobs).json();
  }

  /**
   * Sends a request.
   *
   * @param body what is sent as JSON, or null
   */
  Reply send(String method, String path, @Nullable Object body) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(root + path)).timeout(Duration.ofSeconds(30));
    if (body == null) {
      request.method(method, BodyPublishers.noBody());
    } else {
      request
          .header("Content-Type", "application/json")
          .method(method, BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
    }
    HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
    return new Reply(response.statusCode(), JSON.readTree(response.body()));
  }

  /** Creates a job and returns its id; fails unless it is acknowledged. */
  String create(Map<String, ?> job) throws Exception {
    Reply reply = post("/jobs", job);
    if (reply.status() != 201) {
      throw new AssertionError("create was answered " + reply);
    }
    return reply.json().get("jobId").asText();
  }

  /** Waits until no execution of any job is planned, under way or to be tried again. */
  void awaitNothingUnfinished() {
    String unfinished = "/executions?status=PENDING,RUNNING,RETRYING";
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(get(unfinished).json().get("executions")).isEmpty());
  }

  /** All executions of a job, planned ones too, newest first. */
  List<JsonNode> executions(String jobId) throws Exception {
    String states = "&status=PENDING,RUNNING,RETRYING,SUCCESS,FAILED,SKIPPED,CANCELLED";
    return all("/jobs/" + jobId + "/executions?limit=500" + states, "executions");
  }

  /** The items of all pages of a list. */
  List<JsonNode> all(String path, String items) throws Exception {
    List<JsonNode> all = new ArrayList<>();
    String cursor = "";
    while (true) {
      JsonNode page = get(path + cursor).json();
      page.get(items).forEach(all::add);
      if (page.path("nextCursor").isNull() || page.path("nextCursor").isMissingNode()) {
        return all;
      }
      cursor = "&cursor=" + page.get("nextCursor").asText();
    }
  }
}
