package io.carillon.benchmarks.load;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The warnings and errors in a server's log of text lines. */
final class ServerLog {
  private static final Pattern TROUBLE = Pattern.compile("^\\S+ (WARN|ERROR) ");
  private static final int LINES_MAX = 10;
  private static final int LINE_CHARS_MAX = 200;

  private ServerLog() {}

  /** How many there are, and the first few. */
  static ObjectNode json(Path file) {
    try (var lines = Files.lines(file)) {
      List<String> trouble = lines.filter(line -> TROUBLE.matcher(line).find()).toList();
      ObjectNode json = JsonNodeFactory.instance.objectNode().put("warnings", trouble.size());
      var first = json.putArray("first");
      trouble.stream()
          .limit(LINES_MAX)
          .forEach(line -> first.add(line.substring(0, Math.min(LINE_CHARS_MAX, line.length()))));
      return json;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
