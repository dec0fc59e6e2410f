package io.carillon.benchmarks.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** One measured case as a JSON document: what was run, where, and every number. */
final class ResultFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ResultFile() {}

  static ObjectNode document(
      String name, String command, String commit, Instant startedAt, CaseResult result) {
    ObjectNode document = JSON.createObjectNode();
    document.put("case", name);
    document.put("command", command);
    document.put("commit", commit);
    document.put("startedAt", Iso.of(startedAt));
    document.set("hardware", Hardware.json());
    document.put("pass", result.pass());
    for (Check check : result.checks()) {
      document
          .withArray("checks")
          .addObject()
          .put("name", check.name())
          .put("measured", check.measured())
          .put("relation", check.relation().sign)
          .put("target", check.target())
          .put("unit", check.unit())
          .put("pass", check.pass());
    }
    document.set("raw", result.raw());
    return document;
  }

  static String pretty(JsonNode document) {
    return document.toPrettyString() + "\n";
  }

  static void write(Path file, JsonNode document) {
    try {
      if (file.getParent() != null) {
        Files.createDirectories(file.getParent());
      }
      Files.writeString(file, pretty(document));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode read(Path file) {
    try {
      return JSON.readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
