package io.carillon.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.carillon.server.json.Json;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What the API answered. */
public record Reply(HttpResponse<byte[]> response) {
  public int status() {
    return response.statusCode();
  }

  public String text() {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  /** The body as JSON; missing when there is none. */
  public JsonNode json() {
    return response.body().length == 0
        ? MissingNode.getInstance()
        : Json.parseTrusted(response.body());
  }

  public JsonNode json(String field) {
    return json().path(field);
  }

  public String header(String name) {
    return response.headers().firstValue(name).orElse("");
  }

  /** Fails unless this is the status; returns this. */
  public Reply expect(int status) {
    assertThat(status()).as(response.uri() + " answered " + text()).isEqualTo(status);
    return this;
  }

  /** Fails unless this is a problem with the status and the code; returns this. */
  public Reply expectProblem(int status, String code) {
    expect(status);
    assertThat(header("content-type")).isEqualTo("application/problem+json");
    assertThat(json("code").asText()).as(text()).isEqualTo(code);
    assertThat(json("status").asInt()).isEqualTo(status);
    return this;
  }

  /** The fields that the problem names. */
  public List<String> wrongFields() {
    List<String> fields = new ArrayList<>();
    json("errors").forEach(error -> fields.add(error.path("field").asText()));
    return fields;
  }

  /** What the problem says of a field. */
  public String messageOf(String field) {
    for (JsonNode error : json("errors")) {
      if (error.path("field").asText().equals(field)) {
        return error.path("message").asText();
      }
    }
    return "";
  }
}
