package io.carillon.benchmarks.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;

/** What a server answered. */
record Answer(int status, Buffer body) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SHOWN_CHARS_MAX = 500;

  boolean ok() {
    return status >= 200 && status < 300;
  }

  JsonNode json() {
    try {
      return JSON.readTree(body.getBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("not JSON: " + shown(), e);
    }
  }

  /** The beginning of the body, for messages. */
  String shown() {
    String text = body.toString();
    return text.length() <= SHOWN_CHARS_MAX ? text : text.substring(0, SHOWN_CHARS_MAX) + "...";
  }
}
