package io.carillon.server.contract;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.server.json.Violations;
import java.util.List;

/**
 * A schema of the contract, compiled into a list of rules. Checking a job takes about a microsecond
 * and names every wrong field. Immutable.
 */
public final class Shape {
  private final List<Rule> rules;

  Shape(List<Rule> rules) {
    this.rules = List.copyOf(rules);
  }

  /** Notes everything that is wrong with the value. */
  public void check(JsonNode value, Violations out) {
    check(value, Place.WHOLE, out);
  }

  void check(JsonNode value, Place place, Violations out) {
    for (int i = 0; i < rules.size(); i++) {
      rules.get(i).check(value, place, out);
    }
  }

  /** One keyword of a schema. */
  @FunctionalInterface
  interface Rule {
    void check(JsonNode value, Place place, Violations out);
  }
}
