package io.carillon.benchmarks.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * One measured case, as its file says.
 *
 * @param document what {@code load.ResultFile} writes
 */
record Result(Path file, JsonNode document) {
  private static final String TRY = "capacity-\\d+";

  String text(String name) {
    return document.path(name).asText();
  }

  String name() {
    return text("case");
  }

  String startedAt() {
    return text("startedAt");
  }

  boolean pass() {
    return document.path("pass").asBoolean();
  }

  /** A step of the search for the capacity: to miss a target there is an answer, no failure. */
  boolean isTry() {
    return name().matches(TRY);
  }

  JsonNode raw() {
    return document.path("raw");
  }

  List<Target> targets() {
    return StreamSupport.stream(document.path("checks").spliterator(), false)
        .map(Target::of)
        .toList();
  }

  /** The numbers at a JSON pointer below {@code raw}; empty if there are none. */
  List<Double> numbers(String pointer) {
    List<Double> numbers = new ArrayList<>();
    raw().at(pointer).forEach(number -> numbers.add(number.asDouble()));
    return numbers;
  }

  /** What it was measured on, in one line. */
  String hardware() {
    JsonNode hardware = document.path("hardware");
    return "%s x %s, %s, %s, Java %s"
        .formatted(
            hardware.path("cpus").asText(),
            hardware.path("cpu").asText(),
            hardware.path("memory").asText(),
            hardware.path("disk").asText(),
            hardware.path("java").asText());
  }

  /** How fast that was before the run; empty in files of before it was measured. */
  String speed() {
    JsonNode speed = document.at("/hardware/speed");
    return speed.isMissingNode()
        ? ""
        : "SHA-256 %s MB/s, loopback %s µs"
            .formatted(
                speed.path("sha256MbPerS").asText(),
                speed.path("loopbackRoundTripMicros").asText());
  }
}
