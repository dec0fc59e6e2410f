package io.carillon.examples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A YAML list of jobs with the fields of the API. Every one has a name: it is how it is found. */
final class JobFile {
  private static final YAMLMapper YAML = new YAMLMapper();

  private JobFile() {}

  static List<ObjectNode> read(Path file) throws IOException {
    JsonNode content = YAML.readTree(file.toFile());
    if (!content.isArray()) {
      throw new IOException(file + ": a list of jobs is expected");
    }
    Set<String> names = new HashSet<>();
    List<ObjectNode> jobs = new ArrayList<>();
    for (JsonNode entry : content) {
      String name = entry.path("name").asText("");
      if (!(entry instanceof ObjectNode job) || name.isBlank()) {
        throw new IOException(file + ": job " + (jobs.size() + 1) + " has no name");
      }
      if (!names.add(name)) {
        throw new IOException(file + ": two jobs are named '" + name + "'");
      }
      jobs.add(job);
    }
    return jobs;
  }
}
