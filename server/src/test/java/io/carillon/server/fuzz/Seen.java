package io.carillon.server.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Ids and cursors that the server gave out, so that requests get past "there is no such job". */
final class Seen {
  private static final List<String> DOCS = List.of("docs.js", "docs.css", "icon.svg");

  /** Not the one that the requests are made in: its quotas would end the run. */
  private static final List<String> NAMESPACES = List.of("fuzzed", "fuzzed-2", "Fuzzed");

  private static final int KEPT_MAX = 30;

  private final List<String> jobs = new ArrayList<>();
  private final List<String> executions = new ArrayList<>();
  private final List<String> alerts = new ArrayList<>();
  private final List<String> keys = new ArrayList<>();
  private final List<String> cursors = new ArrayList<>();

  void learn(Got got) {
    if (got.status() < 300 && got.mediaType().equals("application/json") && !got.body().isEmpty()) {
      learn("", got.json());
    }
  }

  private void learn(String list, JsonNode node) {
    node.properties()
        .forEach(
            field -> {
              JsonNode value = field.getValue();
              switch (field.getKey()) {
                case "jobId" -> keep(jobs, value);
                case "executionId" -> keep(executions, value);
                case "id" -> keep(idsOf(list, node), value);
                case "nextCursor" -> keep(cursors, value);
                default -> {}
              }
              value.forEach(item -> learn(field.getKey(), item));
            });
  }

  /** A new key comes alone; its list has the one that the requests are made with, too. */
  private List<String> idsOf(String list, JsonNode node) {
    return switch (list) {
      case "alerts" -> alerts;
      case "entries", "keys" -> new ArrayList<>();
      default -> node.has("key") ? keys : executions;
    };
  }

  private static void keep(List<String> known, JsonNode value) {
    if (value.isTextual() && !known.contains(value.asText())) {
      known.add(value.asText());
      if (known.size() > KEPT_MAX) {
        known.removeFirst();
      }
    }
  }

  /** What stands for {@code {id}}, {@code {name}} or {@code {file}} in the path of an operation. */
  String id(String path, Chance chance) {
    List<String> known =
        path.contains("/jobs/")
            ? jobs
            : path.contains("/executions/")
                ? executions
                : path.contains("/alerts/")
                    ? alerts
                    : path.contains("/keys/")
                        ? keys
                        : path.contains("/namespaces/") ? NAMESPACES : DOCS;
    return known.isEmpty() ? "01a2cb53-da80-7c31-9f0e-5b2d7a41c6e8" : chance.of(known);
  }

  String cursor(Chance chance) {
    return cursors.isEmpty() ? "AAAA" : chance.of(cursors);
  }

  /** A cursor of which one character is another. */
  String damagedCursor(Chance chance) {
    StringBuilder cursor = new StringBuilder(cursor(chance));
    cursor.setCharAt(chance.below(cursor.length()), (char) ('A' + chance.below(58)));
    return Bytes.percentEncoded(cursor.toString());
  }
}
