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
public final class ResultFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ResultFile() {}

  /**
   * One measured case.
   *
   * @param kind the case that measured
   * @param name what it measured, where a case is used for several numbers
   * @param hardware what it was measured on, as it was before
   * @param server how the server was started, and what it logged
   */
  public static ObjectNode document(
      String kind,
      String name,
      String command,
      String commit,
      Instant startedAt,
      ObjectNode hardware,
      ObjectNode server,
      CaseResult result) {
    ObjectNode document = JSON.createObjectNode();
    document.put("kind", kind);
    document.put("case", name);
    document.put("command", command);
    document.put("commit", commit);
    document.put("startedAt", Iso.of(startedAt));
    document.set("hardware", hardware);
    document.set("server", server);
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

  public static String pretty(JsonNode document) {
    return document.toPrettyString() + "\n";
  }

  public static void write(Path file, JsonNode document) {
    try {
      if (file.getParent() != null) {
        Files.createDirectories(file.getParent());
      }
      Files.writeString(file, pretty(document));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static JsonNode read(Path file) {
    try {
      return JSON.readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
