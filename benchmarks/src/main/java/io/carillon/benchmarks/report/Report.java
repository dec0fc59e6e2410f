package io.carillon.benchmarks.report;

import io.carillon.benchmarks.Arguments;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes {@code table.md} and {@code index.html} of a folder of results. */
public final class Report {
  private Report() {}

  /** Reads {@code --results FOLDER}; the files are written there. */
  public static void run(Arguments arguments) {
    Path folder = Path.of(arguments.text("results", "benchmarks/results"));
    arguments.end();
    Results results = Results.read(folder);
    try {
      Files.writeString(folder.resolve("table.md"), MarkdownTable.of(results));
      Files.writeString(folder.resolve("index.html"), Page.of(results));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
