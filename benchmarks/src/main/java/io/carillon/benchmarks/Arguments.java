package io.carillon.benchmarks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Command-line options of the form {@code --name value}. Not thread-safe. */
public final class Arguments {
  private final Map<String, String> unread;

  private Arguments(Map<String, String> values) {
    this.unread = values;
  }

  /** Reads the options; a word that is no option, or an option without a value, is refused. */
  public static Arguments parse(List<String> words) {
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < words.size(); i += 2) {
      String word = words.get(i);
      if (!word.startsWith("--")) {
        throw new IllegalArgumentException("expected an option, found '" + word + "'");
      }
      if (i + 1 == words.size()) {
        throw new IllegalArgumentException("option " + word + " needs a value");
      }
      if (values.put(word.substring(2), words.get(i + 1)) != null) {
        throw new IllegalArgumentException("option " + word + " is given twice");
      }
    }
    return new Arguments(values);
  }

  public String text(String name, String fallback) {
    String value = unread.remove(name);
    return value == null ? fallback : value;
  }

  public @Nullable String textOrNull(String name) {
    return unread.remove(name);
  }

  public boolean flag(String name, boolean fallback) {
    String value = text(name, Boolean.toString(fallback));
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("--" + name + ": true or false, not " + value);
    };
  }

  /** A whole number within the inclusive bounds. */
  public int number(String name, int fallback, int min, int max) {
    String value = text(name, Integer.toString(fallback));
    try {
      int number = Integer.parseInt(value);
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // falls through to the one message
    }
    throw new IllegalArgumentException(
        "--" + name + ": a number from " + min + " to " + max + ", not " + value);
  }

  /** Refuses what nobody asked for. Call after the last read. */
  public void end() {
    if (!unread.isEmpty()) {
      throw new IllegalArgumentException("unknown option --" + unread.keySet().iterator().next());
    }
  }
}
