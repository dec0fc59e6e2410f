package io.carillon.benchmarks.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The results of a folder as a Markdown table, in the order in which they were measured. */
final class ResultTable {
  private ResultTable() {}

  private record Result(Path file, JsonNode document) {
    String text(String name) {
      return document.path(name).asText();
    }
  }

  static String of(Path folder) {
    List<Result> results = results(folder);
    StringBuilder table = new StringBuilder(512);
    table.append("| started | case | number | target | measured | |\n|---|---|---|---|---|---|\n");
    results.forEach(result -> appendChecks(table, result));
    table.append("\n| started | commit | command | hardware | all numbers |\n");
    table.append("|---|---|---|---|---|\n");
    results.forEach(result -> appendRun(table, result));
    return table.toString();
  }

  private static void appendChecks(StringBuilder table, Result result) {
    for (JsonNode check : result.document.path("checks")) {
      String unit = check.path("unit").asText();
      table.append(
          "| %s | %s | %s | %s %s | %s | %s |%n"
              .formatted(
                  result.text("startedAt"),
                  result.text("case"),
                  check.path("name").asText(),
                  check.path("relation").asText(),
                  number(check.path("target").asDouble(), unit),
                  number(check.path("measured").asDouble(), unit),
                  check.path("pass").asBoolean() ? "pass" : "**FAIL**"));
    }
  }

  private static void appendRun(StringBuilder table, Result result) {
    JsonNode hardware = result.document.path("hardware");
    table.append(
        "| %s | %s | `%s` | %s x %s, %s, %s, Java %s | %s |%n"
            .formatted(
                result.text("startedAt"),
                result.text("commit"),
                result.text("command"),
                hardware.path("cpus").asText(),
                hardware.path("cpu").asText(),
                hardware.path("memory").asText(),
                hardware.path("disk").asText(),
                hardware.path("java").asText(),
                result.file.getFileName()));
  }

  private static List<Result> results(Path folder) {
    try (var files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .map(file -> new Result(file, ResultFile.read(file)))
          .sorted(Comparator.comparing(result -> result.text("startedAt")))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String number(double value, String unit) {
    String text =
        value == Math.rint(value)
            ? String.format(Locale.ROOT, "%,.0f", value)
            : String.format(Locale.ROOT, "%,.2f", value);
    return unit.isEmpty() ? text : text + " " + unit;
  }
}
