package io.carillon.benchmarks.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** The last result of each case as one HTML page that needs nothing else. */
final class Page {
  private Page() {}

  static String of(Results results) {
    StringBuilder page = new StringBuilder(65_536);
    page.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    page.append("<meta name=\"viewport\" content=\"width=device-width\">\n");
    page.append("<title>Carillon: benchmarks</title>\n<style>\n").append(style());
    page.append("</style>\n</head>\n<body>\n<h1>Carillon: benchmarks</h1>\n");
    appendTargets(page, results.latest());
    page.append("<h2>Plots</h2>\n");
    Charts.of(results).forEach(chart -> page.append(chart.html()));
    appendFirings(page, results.latest());
    appendRuns(page, results.latest());
    return page.append("</body>\n</html>\n").toString();
  }

  private static void appendTargets(StringBuilder page, List<Result> results) {
    page.append("<h2>Targets</h2>\n<table>\n<thead><tr><th>case</th><th>number</th>");
    page.append("<th>target</th><th>measured</th><th></th></tr></thead>\n<tbody>\n");
    for (Result result : results) {
      if (!result.isTry()) {
        appendTargets(page, result);
      }
    }
    page.append("</tbody>\n</table>\n");
  }

  /** The case's name stands in its first row; exact targets that are met share the last. */
  private static void appendTargets(StringBuilder page, Result result) {
    List<Target> exact =
        result.targets().stream().filter(target -> target.isExact() && target.pass()).toList();
    String name = result.name();
    for (Target target : result.targets()) {
      if (!exact.contains(target)) {
        appendTarget(page, name, target);
        name = "";
      }
    }
    if (!exact.isEmpty()) {
      page.append(
          "<tr><td>%s</td><td colspan=\"3\">exact: %s</td><td class=\"pass\">pass</td></tr>%n"
              .formatted(
                  Html.escaped(name),
                  Html.escaped(
                      exact.stream()
                          .map(Target::name)
                          .distinct()
                          .collect(Collectors.joining(", ")))));
    }
  }

  private static void appendTarget(StringBuilder page, String name, Target target) {
    page.append(
        "<tr><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td class=\"%s\">%s</td></tr>%n"
            .formatted(
                Html.escaped(name),
                Html.escaped(target.name()),
                Html.escaped(target.shownTarget()),
                Html.escaped(target.shownMeasured()),
                target.pass() ? "pass" : "fail",
                target.pass() ? "pass" : "FAIL"));
  }

  /** Runs of firing jobs side by side, the tries of the capacity among them. */
  private static void appendFirings(StringBuilder page, List<Result> results) {
    page.append("<h2>Firing jobs, side by side</h2>\n<table>\n<thead><tr>");
    for (String head :
        List.of(
            "case",
            "jobs a second",
            "window s",
            "drift ms p50",
            "p99",
            "max",
            "CPU µs each",
            "CPU % of a core",
            "RSS MB peak",
            "backlog growth",
            "")) {
      page.append("<th>").append(head).append("</th>");
    }
    page.append("</tr></thead>\n<tbody>\n");
    for (Result result : results) {
      JsonNode raw = result.raw();
      if (raw.has("windowSeconds")) {
        JsonNode drift = raw.at("/receiver/window/driftMs");
        page.append(
            Html.row(
                result.name(),
                Numbers.shown(raw.path("jobs").asDouble(), ""),
                raw.path("windowSeconds").asText(),
                Numbers.rounded(drift.path("p50").asDouble()),
                Numbers.rounded(drift.path("p99").asDouble()),
                Numbers.rounded(drift.path("max").asDouble()),
                Numbers.rounded(raw.path("serverCpuMicrosPerExecution").asDouble()),
                Numbers.rounded(raw.path("serverCpuPercentOfOneCore").asDouble()),
                Numbers.rounded(raw.path("serverRssMbPeak").asDouble()),
                Numbers.shown(Math.rint(raw.path("backlogGrowth").asDouble()), ""),
                result.pass() ? "pass" : "missed"));
      }
    }
    page.append("</tbody>\n</table>\n");
  }

  private static void appendRuns(StringBuilder page, List<Result> results) {
    page.append("<h2>Runs</h2>\n<table>\n<thead><tr><th>case</th><th>started</th>");
    page.append("<th>commit</th><th>command</th><th>numbers</th></tr></thead>\n<tbody>\n");
    for (Result result : results) {
      String file = Html.escaped(result.file().toString());
      page.append(
          "<tr><td>%s</td><td>%s</td><td>%s</td><td><code>%s</code></td>"
                  .formatted(
                      Html.escaped(result.name()),
                      Html.escaped(result.startedAt()),
                      Html.escaped(result.text("commit")),
                      Html.escaped(result.text("command")))
              + "<td><a href=\"%s\">JSON</a></td></tr>%n".formatted(file));
    }
    page.append("</tbody>\n</table>\n");
    results.stream().map(Result::hardware).distinct().forEach(text -> paragraph(page, text));
    results.stream()
        .map(result -> result.document().at("/server/jvmFlags"))
        .filter(flags -> !flags.isEmpty())
        .map(Page::words)
        .distinct()
        .forEach(text -> paragraph(page, "The server's JVM: " + text));
  }

  private static void paragraph(StringBuilder page, String text) {
    page.append("<p class=\"small\">").append(Html.escaped(text)).append("</p>\n");
  }

  private static String words(JsonNode flags) {
    StringBuilder words = new StringBuilder();
    flags.forEach(flag -> words.append(flag.asText()).append(' '));
    return words.toString().strip();
  }

  private static String style() {
    try (var file = Page.class.getResourceAsStream("page.css")) {
      if (file == null) {
        throw new IllegalStateException("page.css is not on the class path");
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
