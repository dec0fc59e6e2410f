package io.carillon.server.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.server.http.Request;
import io.carillon.server.json.InvalidInput;
import io.carillon.server.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Splits the body of a batch into its items: a JSON array, or one JSON value a line. */
final class BatchItems {
  static final int COUNT_MAX = 10_000;

  private BatchItems() {}

  /** The items; each throws when it is read and is no JSON. */
  static List<Supplier<JsonNode>> of(Request request) {
    JsonNode json = request.json();
    List<Supplier<JsonNode>> items = new ArrayList<>();
    if (json != null) {
      json.forEach(item -> items.add(() -> item));
    } else {
      addLines(request.raw().getBytes(), items);
    }
    if (items.isEmpty() || items.size() > COUNT_MAX) {
      throw InvalidInput.of("body", "must have 1 to " + COUNT_MAX + " entries");
    }
    return items;
  }

  private static void addLines(byte[] text, List<Supplier<JsonNode>> items) {
    int from = 0;
    while (from < text.length && items.size() <= COUNT_MAX) {
      int end = from;
      while (end < text.length && text[end] != '\n') {
        end++;
      }
      int start = from;
      int length = end - from;
      if (!isBlank(text, start, end)) {
        items.add(() -> Json.parse(text, start, length));
      }
      from = end + 1;
    }
  }

  private static boolean isBlank(byte[] text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text[i] > ' ' || text[i] < 0) {
        return false;
      }
    }
    return true;
  }
}
