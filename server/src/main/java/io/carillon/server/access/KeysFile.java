package io.carillon.server.access;

import io.carillon.core.ApiKey;
import io.carillon.core.Invalid;
import io.carillon.core.Namespace;
import io.carillon.core.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/**
 * A file of API keys that a start makes known to the store, for installations that are set up by
 * machines, all in the default namespace. One a line: {@code NAME SCOPE HASH [EXPIRES-AT]}, hash as
 * {@link KeyText#hash} makes it; lines that begin with # are comments. It holds no key, only what
 * is kept of one.
 */
public final class KeysFile {
  private KeysFile() {}

  /**
   * Reads the file.
   *
   * @throws IllegalArgumentException naming the line that is wrong
   */
  public static List<ApiKey> read(Path file, Instant now) throws IOException {
    List<ApiKey> keys = new ArrayList<>();
    List<String> lines = Files.readAllLines(file);
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        keys.add(key(line, i + 1, now));
      }
    }
    return keys;
  }

  private static ApiKey key(String line, int number, Instant now) {
    String[] words = line.split("\\s+", -1);
    try {
      Invalid.unless(words.length == 3 || words.length == 4, "", "NAME SCOPE HASH [EXPIRES-AT]");
      return ApiKey.create(
          Namespace.DEFAULT,
          words[0],
          Scope.of(words[1]),
          words[2],
          now,
          words.length == 3 ? null : Instant.parse(words[3]));
    } catch (IllegalArgumentException | DateTimeParseException e) {
      throw new IllegalArgumentException("line " + number + ": " + e.getMessage(), e);
    }
  }

  /** A line of the file. */
  public static String line(String name, Scope scope, String key) {
    return String.join(" ", name, scope.text(), KeyText.hash(key));
  }
}
