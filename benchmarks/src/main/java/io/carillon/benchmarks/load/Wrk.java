package io.carillon.benchmarks.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs wrk, a load generator in C: what this machine can send at all. */
final class Wrk {
  private static final String PROGRAM = "wrk";

  private Wrk() {}

  /**
   * Sends with one thread for some seconds; empty if wrk is not installed.
   *
   * @param script a Lua file that says what a request looks like
   * @param arguments for the script
   */
  static Optional<WrkReport> run(
      String url, String script, int connections, int seconds, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                PROGRAM,
                "--threads=1",
                "--connections=" + connections,
                "--duration=" + seconds + "s",
                "--latency",
                "--script=" + script,
                url,
                "--"));
    command.addAll(List.of(arguments));
    Process process;
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      return Optional.empty();
    }
    try {
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException("wrk failed: " + text.strip());
      }
      return Optional.of(WrkReport.parse(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
