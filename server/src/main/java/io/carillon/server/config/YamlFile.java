package io.carillon.server.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads {@code carillon.yaml}. Keys may be nested at their hyphens: {@code http: {port: 80}} is
 * {@code http-port: 80}. A list is the same as its items with commas.
 */
final class YamlFile {
  private YamlFile() {}

  static Map<String, String> read(Path file) {
    try {
      Map<String, String> texts = new LinkedHashMap<>();
      JsonNode root = new YAMLMapper().readTree(Files.readAllBytes(file));
      if (!root.isMissingNode() && !root.isNull() && !root.isObject()) {
        throw new ConfigError(file + ": must hold settings as key: value");
      }
      flatten("", root, texts, file);
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

  private static void flatten(String key, JsonNode node, Map<String, String> texts, Path file) {
    if (node.isObject()) {
      node.properties()
          .forEach(
              child ->
                  flatten(
                      key.isEmpty() ? child.getKey() : key + "-" + child.getKey(),
                      child.getValue(),
                      texts,
                      file));
    } else if (!key.isEmpty() && texts.put(key, text(node)) != null) {
      throw new ConfigError(file + ": " + key + " is set twice");
    }
  }

  private static String text(JsonNode node) {
    List<String> items = new ArrayList<>();
    if (node.isArray()) {
      node.forEach(item -> items.add(item.asText()));
      return String.join(",", items);
    }
    return node.isNull() ? "" : node.asText();
  }
}
