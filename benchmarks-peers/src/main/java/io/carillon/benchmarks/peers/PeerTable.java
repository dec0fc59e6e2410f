package io.carillon.benchmarks.peers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.Locale;

/** Results side by side as Markdown. Ratios are to Carillon's number, which is 1. */
final class PeerTable {
  private static final String NOT_MEASURED = "-";

  private PeerTable() {}

  /** Documents in the order of rows. Without one of Carillon there are no ratios. */
  static String of(List<JsonNode> documents) {
    JsonNode carillon =
        documents.stream()
            .filter(it -> it.at("/raw/scheduler").asText().equals("carillon"))
            .findFirst()
            .orElse(MissingNode.getInstance());
    StringBuilder table = new StringBuilder(1_024);
    appendNumbers(table, documents, carillon);
    appendFacts(table, documents);
    return table.toString();
  }

  private static void appendNumbers(
      StringBuilder table, List<JsonNode> documents, JsonNode carillon) {
    table.append(
        "| scheduler | burst: last call after | to Carillon | missing | early |"
            + " every second: highest N | to Carillon | drift p99 there | lowest N that failed |\n"
            + "|---|---|---|---|---|---|---|---|---|\n");
    for (JsonNode document : documents) {
      JsonNode burst = document.at("/raw/burst");
      JsonNode sustained = document.at("/raw/sustained");
      row(
          table,
          document.at("/raw/title").asText(),
          number(burst.path("lastCallMs"), " ms"),
          ratio(burst.path("lastCallMs"), carillon.at("/raw/burst/lastCallMs")),
          number(burst.at("/receiver/missing"), ""),
          number(burst.at("/receiver/early"), ""),
          number(sustained.path("passedPerSecond"), ""),
          ratio(sustained.path("passedPerSecond"), carillon.at("/raw/sustained/passedPerSecond")),
          number(best(sustained).at("/receiver/driftMs/p99"), " ms"),
          number(sustained.path("failedPerSecond"), ""));
    }
  }

  private static void appendFacts(StringBuilder table, List<JsonNode> documents) {
    table.append(
        "\n| scheduler | library | threads | what is durable | note | started | commit |\n");
    table.append("|---|---|---|---|---|---|---|\n");
    for (JsonNode document : documents) {
      JsonNode raw = document.path("raw");
      row(
          table,
          raw.path("title").asText(),
          raw.path("library").asText(),
          raw.path("threads").asText(),
          raw.path("durable").asText(),
          raw.path("note").asText(),
          document.path("startedAt").asText(),
          document.path("commit").asText());
    }
  }

  /** The try of the highest rate that passed. */
  private static JsonNode best(JsonNode sustained) {
    for (JsonNode trial : sustained.path("tries")) {
      if (trial.path("pass").asBoolean()
          && trial.path("jobs").asInt() == sustained.path("passedPerSecond").asInt()) {
        return trial;
      }
    }
    return MissingNode.getInstance();
  }

  private static String ratio(JsonNode number, JsonNode carillon) {
    if (!number.isNumber() || carillon.asDouble() <= 0) {
      return NOT_MEASURED;
    }
    double ratio = number.asDouble() / carillon.asDouble();
    return String.format(Locale.ROOT, ratio < 0.1 ? "%.3f" : ratio < 10 ? "%.2f" : "%.0f", ratio);
  }

  private static String number(JsonNode number, String unit) {
    return number.isNumber()
        ? String.format(Locale.ROOT, "%,d%s", number.asLong(), unit)
        : NOT_MEASURED;
  }

  private static void row(StringBuilder table, String... cells) {
    table.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }
}
