package io.carillon.benchmarks.peers;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.benchmarks.load.ResultFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** The result files of a folder. */
final class PeerResults {
  private static final String PREFIX = "peers-";

  private PeerResults() {}

  /** The newest document of each scheduler that has one, in the order of tables. */
  static List<JsonNode> newest(Path folder) {
    List<JsonNode> documents = documents(folder);
    return Contenders.ALL.stream()
        .flatMap(
            contender ->
                documents.stream()
                    .filter(it -> it.path("case").asText().equals(PREFIX + contender.name()))
                    .max(Comparator.comparing(it -> it.path("startedAt").asText()))
                    .stream())
        .toList();
  }

  private static List<JsonNode> documents(Path folder) {
    try (var files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().matches("peers-.*\\.json"))
          .map(ResultFile::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
