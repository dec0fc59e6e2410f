package io.carillon.benchmarks.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * What one case measured.
 *
 * @param raw every number, the ones without a target too
 */
public record CaseResult(List<Check> checks, JsonNode raw) {
  public CaseResult {
    checks = List.copyOf(checks);
  }

  boolean pass() {
    return checks.stream().allMatch(Check::pass);
  }
}
