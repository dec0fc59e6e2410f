package io.carillon.benchmarks.report;

/** Every result as a Markdown table, in the order in which they were measured. */
final class MarkdownTable {
  private MarkdownTable() {}

  static String of(Results results) {
    StringBuilder table = new StringBuilder(512);
    table.append("| started | case | number | target | measured | |\n|---|---|---|---|---|---|\n");
    results.all().stream()
        .filter(result -> !result.isTry())
        .forEach(result -> appendTargets(table, result));
    table.append("\n| started | case | commit | command | hardware | its speed | all numbers |\n");
    table.append("|---|---|---|---|---|---|---|\n");
    results.all().forEach(result -> appendRun(table, result));
    return table.toString();
  }

  private static void appendTargets(StringBuilder table, Result result) {
    for (Target target : result.targets()) {
      table.append(
          "| %s | %s | %s | %s | %s | %s |%n"
              .formatted(
                  result.startedAt(),
                  result.name(),
                  target.name(),
                  target.shownTarget(),
                  target.shownMeasured(),
                  target.pass() ? "pass" : "**FAIL**"));
    }
  }

  private static void appendRun(StringBuilder table, Result result) {
    table.append(
        "| %s | %s | %s | `%s` | %s | %s | %s |%n"
            .formatted(
                result.startedAt(),
                result.name(),
                result.text("commit"),
                result.text("command"),
                result.hardware(),
                result.speed(),
                result.file()));
  }
}
