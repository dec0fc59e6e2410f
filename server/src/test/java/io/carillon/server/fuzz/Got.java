package io.carillon.server.fuzz;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * An answer.
 *
 * @param headers whole lines
 * @param body as {@link Bytes}
 */
record Got(int status, List<String> headers, String body) {
  /**
   * As clients read, strict, but with nothing of the server's limits: lists nest what they list.
   */
  private static final ObjectMapper CLIENT =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  /** The first header of this name; empty without one. */
  String header(String name) {
    for (String line : headers) {
      int colon = line.indexOf(':');
      if (colon > 0 && line.substring(0, colon).equalsIgnoreCase(name)) {
        return line.substring(colon + 1).strip();
      }
    }
    return "";
  }

  String mediaType() {
    return header("Content-Type").split(";", 2)[0].strip();
  }

  /**
   * The body.
   *
   * @throws UncheckedIOException when it is not JSON
   */
  JsonNode json() {
    try {
      return CLIENT.readTree(Bytes.raw(body));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
