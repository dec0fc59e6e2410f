package io.carillon.benchmarks.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The results of a folder, in the order in which they were measured. */
record Results(List<Result> all) {
  private static final ObjectMapper JSON = new ObjectMapper();

  Results {
    all = all.stream().sorted(Comparator.comparing(Result::startedAt)).toList();
  }

  static Results read(Path folder) {
    try (var files = Files.list(folder)) {
      return new Results(
          files.filter(file -> file.toString().endsWith(".json")).map(Results::result).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The last result of each name, in the order in which they were measured. */
  List<Result> latest() {
    Map<String, Result> latest = new LinkedHashMap<>();
    for (Result result : all) {
      latest.remove(result.name());
      latest.put(result.name(), result);
    }
    return new ArrayList<>(latest.values());
  }

  /** The last results of one kind of case. */
  List<Result> latestOf(String kind) {
    return latest().stream().filter(result -> result.text("kind").equals(kind)).toList();
  }

  Optional<Result> latestNamed(String name) {
    return latest().stream().filter(result -> result.name().equals(name)).findFirst();
  }

  private static Result result(Path file) {
    try {
      return new Result(file.getFileName(), JSON.readTree(file.toFile()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
