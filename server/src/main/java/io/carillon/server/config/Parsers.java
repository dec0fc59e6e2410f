package io.carillon.server.config;

import io.carillon.core.Target;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the values of settings may be. */
final class Parsers {
  private Parsers() {}

  static Setting<Integer> integer(String name, int otherwise, int min, int max, String doc) {
    return new Setting<>(
        name,
        min + " to " + max,
        Integer.toString(otherwise),
        doc,
        text -> (int) whole(text, min, max));
  }

  static Setting<Long> longInteger(String name, long otherwise, long min, long max, String doc) {
    return new Setting<>(
        name, min + " to " + max, Long.toString(otherwise), doc, text -> whole(text, min, max));
  }

  private static long whole(String text, long min, long max) {
    String expected = "must be a whole number, " + min + " to " + max;
    long value;
    try {
      value = Long.parseLong(text.replace("_", ""));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(expected, e);
    }
    if (value < min || value > max) {
      throw new IllegalArgumentException(expected);
    }
    return value;
  }

  static Setting<Boolean> flag(String name, boolean otherwise, String doc) {
    return new Setting<>(
        name,
        Setting.TRUE_OR_FALSE,
        Boolean.toString(otherwise),
        doc,
        text ->
            switch (text) {
              case "true" -> true;
              case "false" -> false;
              default -> throw new IllegalArgumentException("must be true or false");
            });
  }

  static Setting<String> text(String name, String otherwise, String doc) {
    return new Setting<>(name, "text", otherwise, doc, text -> text);
  }

  static Setting<String> secret(String name, String doc) {
    return new Setting<>(name, Setting.SECRET, "", doc, text -> text);
  }

  static Setting<String> oneOf(String name, String otherwise, String doc, String... allowed) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String value : allowed) {
      values.put(value, value);
    }
    return oneOf(name, values, otherwise, doc);
  }

  /** One of an enum's constants, in lower case. */
  static <E extends Enum<E>> Setting<E> oneOf(String name, E otherwise, String doc) {
    Map<String, E> values = new LinkedHashMap<>();
    for (E constant : otherwise.getDeclaringClass().getEnumConstants()) {
      values.put(constant.name().toLowerCase(Locale.ROOT), constant);
    }
    return oneOf(name, values, otherwise.name().toLowerCase(Locale.ROOT), doc);
  }

  private static <T> Setting<T> oneOf(
      String name, Map<String, T> values, String otherwise, String doc) {
    String kind = String.join(", ", values.keySet());
    return new Setting<>(
        name,
        kind,
        otherwise,
        doc,
        text -> {
          T value = values.get(text);
          if (value == null) {
            throw new IllegalArgumentException("must be one of " + kind);
          }
          return value;
        });
  }

  static Setting<List<String>> list(String name, String otherwise, String doc) {
    return new Setting<>(name, "list, comma-separated", otherwise, doc, Parsers::items);
  }

  static Setting<List<Path>> paths(String name, String doc) {
    return new Setting<>(
        name,
        "list of files, comma-separated",
        "",
        doc,
        text -> items(text).stream().map(Parsers::path).toList());
  }

  static Setting<Optional<Path>> file(String name, String doc) {
    return new Setting<>(
        name, "file", "", doc, text -> text.isEmpty() ? Optional.empty() : Optional.of(path(text)));
  }

  static Setting<Optional<URI>> url(String name, String doc) {
    return new Setting<>(
        name,
        Setting.URL,
        "",
        doc,
        text -> text.isEmpty() ? Optional.empty() : Optional.of(httpUrl(text)));
  }

  private static URI httpUrl(String text) {
    URI url;
    try {
      url = new URI(text);
    } catch (URISyntaxException _) {
      throw new IllegalArgumentException("must be a URL");
    }
    Target.checkUrl(url, "it");
    return url;
  }

  /** What stands between commas. */
  static List<String> items(String text) {
    return items(text, ",");
  }

  /** What stands between separators, but for blanks. */
  static List<String> items(String text, String separator) {
    return Arrays.stream(text.split(separator))
        .map(String::strip)
        .filter(item -> !item.isEmpty())
        .toList();
  }

  static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("must be a file", e);
    }
  }
}
