package io.carillon.benchmarks.report;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A measured number and what was asked of it.
 *
 * @param relation how the number must stand to the target: {@code <}, {@code >=} or {@code =}
 */
record Target(
    String name, String relation, double target, double measured, String unit, boolean pass) {
  static Target of(JsonNode check) {
    return new Target(
        check.path("name").asText(),
        check.path("relation").asText(),
        check.path("target").asDouble(),
        check.path("measured").asDouble(Double.NaN),
        check.path("unit").asText(),
        check.path("pass").asBoolean());
  }

  /** Asks for one number and no other, as "nothing missing" does. */
  boolean isExact() {
    return relation.equals("=");
  }

  String shownTarget() {
    return relation + " " + Numbers.shown(target, unit);
  }

  String shownMeasured() {
    return Numbers.shown(measured, unit);
  }
}
