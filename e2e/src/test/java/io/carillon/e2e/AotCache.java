package io.carillon.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The AOT cache of a start, made once for all servers of a test run: each start takes a second of a
 * processor less. Only where the server and all that it needs are jars.
 */
final class AotCache {
  private static final String SEPARATOR = System.getProperty("path.separator");
  private static final Path TARGET = Path.of("target").toAbsolutePath();
  private static final Path CACHE = TARGET.resolve("server.aot");

  /** All but the tests themselves. */
  private static final String CLASS_PATH =
      Arrays.stream(System.getProperty("java.class.path").split(SEPARATOR))
          .filter(entry -> !Path.of(entry).startsWith(TARGET))
          .collect(Collectors.joining(SEPARATOR));

  private static final boolean IS_MADE = make();

  private AotCache() {}

  /** What the JVM is told to start the server with it. */
  static List<String> options() {
    return IS_MADE
        ? List.of("-Xlog:cds=off,aot=off", "-XX:AOTCache=" + CACHE, "-cp", CLASS_PATH)
        : List.of("-cp", CLASS_PATH);
  }

  private static boolean make() {
    if (!Arrays.stream(CLASS_PATH.split(SEPARATOR)).allMatch(entry -> entry.endsWith(".jar"))) {
      return false;
    }
    List<String> command = new ArrayList<>(List.of("sh", "../scripts/aot-cache.sh"));
    command.add(CACHE.toString());
    command.addAll(ServerProcess.JAVA);
    command.addAll(List.of("-cp", CLASS_PATH, ServerProcess.MAIN));
    try {
      return new ProcessBuilder(command).inheritIO().start().waitFor() == 0 && Files.exists(CACHE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
