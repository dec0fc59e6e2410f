package io.carillon.server.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A user of the API. Every JSON answer is held against the contract. */
public final class Client {
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String root;
  private final Answers answers = new Answers();
  private final String[] usual;

  public Client(String root) {
    this(root, new String[0]);
  }

  private Client(String root, String[] usual) {
    this.root = root;
    this.usual = usual;
  }

  /** A client of the same server that sends these headers with every request. */
  public Client with(String... headers) {
    return new Client(root, headers);
  }

  public Reply get(String path) {
    return send("GET", path, null, "");
  }

  public Reply post(String path, String json, String... headers) {
    return send("POST", path, json, "application/json", headers);
  }

  public Reply put(String path, String json, String... headers) {
    return send("PUT", path, json, "application/json", headers);
  }

  public Reply patch(String path, String json, String... headers) {
    return send("PATCH", path, json, "application/merge-patch+json", headers);
  }

  public Reply delete(String path, String... headers) {
    return send("DELETE", path, null, "", headers);
  }

  /** A POST without a body. */
  public Reply act(String path, String... headers) {
    return send("POST", path, null, "", headers);
  }

  /**
   * Sends a request.
   *
   * @param path below /api/v1, or from the root when it starts with two slashes
   * @param body null for none
   * @param mediaType empty for none
   */
  public Reply send(
      String method, String path, @Nullable String body, String mediaType, String... headers) {
    String full = path.startsWith("//") ? path.substring(1) : "/api/v1" + path;
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(root + full))
            .timeout(Duration.ofSeconds(20))
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (!mediaType.isEmpty()) {
      request.header("Content-Type", mediaType);
    }
    if (usual.length > 0) {
      request.headers(usual);
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      Reply reply = new Reply(http.send(request.build(), BodyHandlers.ofByteArray()));
      answers.check(method, full, reply);
      return reply;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Creates a job; returns its id. */
  public String create(String json) {
    return post("/jobs", json).expect(201).json("jobId").asText();
  }

  /** A job that does not fire by itself. */
  public String createQuiet(String api) {
    return create(
        """
        {"schedule": "0 0 0 1 1 *", "api": "%s", "maxRetryCount": 0}
        """
            .formatted(api));
  }
}
