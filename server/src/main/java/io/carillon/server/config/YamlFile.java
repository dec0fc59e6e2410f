package io.carillon.server.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads {@code carillon.yaml}. Keys may be nested at their hyphens: {@code http: {port: 80}} is
 * {@code http-port: 80}. A list is the same as its items with commas. A value is the text that is
 * written, as in the environment: to YAML a password of digits is a number, and 010 is 8.
 */
final class YamlFile {
  private YamlFile() {}

  static Map<String, String> read(Path file) {
    try (JsonParser parser = new YAMLFactory().createParser(Files.readAllBytes(file))) {
      Map<String, String> texts = new LinkedHashMap<>();
      JsonToken root = parser.nextToken();
      if (root == JsonToken.START_OBJECT) {
        flatten("", parser, texts, file);
      } else if (root != null && root != JsonToken.VALUE_NULL) {
        throw new ConfigError(file + ": must hold settings as key: value");
      }
      return texts;
    } catch (JsonProcessingException e) {
      throw new ConfigError(file + ": is not YAML: " + withoutContent(e));
    } catch (IOException e) {
      throw new ConfigError(file + ": cannot be read: " + e.getMessage());
    }
  }

  /** What is wrong and where, but not the lines that the parser adds: they may hold a password. */
  private static String withoutContent(JsonProcessingException e) {
    String what = e.getOriginalMessage().lines().findFirst().orElse("");
    JsonLocation at = e.getLocation();
    return at == null ? what : what + ", line " + at.getLineNr();
  }

  private static void flatten(
      String prefix, JsonParser parser, Map<String, String> texts, Path file) throws IOException {
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = prefix + parser.currentName();
      JsonToken value = parser.nextToken();
      if (value == JsonToken.START_OBJECT) {
        flatten(key + "-", parser, texts, file);
      } else {
        String text = value == JsonToken.START_ARRAY ? list(key, parser, file) : text(parser);
        if (texts.put(key, text) != null) {
          throw new ConfigError(file + ": " + key + " is set twice");
        }
      }
    }
  }

  private static String list(String key, JsonParser parser, Path file) throws IOException {
    List<String> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken().isStructStart()) {
        throw new ConfigError(file + ": " + key + " must be a plain list");
      }
      items.add(text(parser));
    }
    return String.join(",", items);
  }

  private static String text(JsonParser parser) throws IOException {
    return parser.currentToken() == JsonToken.VALUE_NULL ? "" : parser.getText();
  }
}
