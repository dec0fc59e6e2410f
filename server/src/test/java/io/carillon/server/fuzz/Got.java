package io.carillon.server.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.server.json.Json;
import java.util.List;

/**
 * An answer.
 *
 * @param headers whole lines
 * @param body as {@link Bytes}
 */
record Got(int status, List<String> headers, String body) {
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

  JsonNode json() {
    return Json.parse(Bytes.raw(body));
  }
}
