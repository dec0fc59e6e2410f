package io.carillon.server.http;

import io.carillon.server.json.Json;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a request is answered with. Immutable.
 *
 * @param contentType null without a body
 * @param headers extra headers
 */
public record Answer(
    int status,
    @Nullable String contentType,
    Buffer body,
    List<Map.Entry<String, String>> headers) {
  private static final String JSON = "application/json";
  private static final String RETRY_AFTER_S = "1";

  /** A JSON body. */
  public static Answer json(int status, Json.Writing body) {
    return json(status, Json.write(body));
  }

  /** A JSON body that is written already. */
  public static Answer json(int status, byte[] body) {
    return of(status, JSON, body);
  }

  /** A body of any type. */
  public static Answer of(int status, String contentType, byte[] body) {
    return new Answer(status, contentType, Buffer.buffer(body), List.of());
  }

  /** Status 204. */
  public static Answer noContent() {
    return new Answer(204, null, Buffer.buffer(), List.of());
  }

  /** Status 304. */
  public static Answer notModified() {
    return new Answer(304, null, Buffer.buffer(), List.of());
  }

  /** A problem; one that passes by itself says when to try again. */
  public static Answer problem(Problem problem) {
    Answer answer = of(problem.status(), "application/problem+json", Json.write(problem::write));
    return problem.status() == 503 || problem.status() == 429
        ? answer.with("Retry-After", RETRY_AFTER_S)
        : answer;
  }

  /** The answer with one more header. */
  public Answer with(String name, String value) {
    List<Map.Entry<String, String>> more = new ArrayList<>(headers);
    more.add(Map.entry(name, value));
    return new Answer(status, contentType, body, List.copyOf(more));
  }
}
