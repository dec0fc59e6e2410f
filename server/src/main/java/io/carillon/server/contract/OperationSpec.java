package io.carillon.server.contract;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.core.Scope;
import io.carillon.server.json.Violations;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * One operation of the contract. Immutable.
 *
 * @param method in upper case
 * @param path with its parameters in braces
 * @param aliases other paths that the contract lists for it
 * @param bodies the shape of the request body by media type; empty without a body
 * @param scope what who calls it needs; empty: nothing
 * @param isOfInstallation whether it is about the whole installation, not about one namespace
 */
public record OperationSpec(
    String id,
    String method,
    String path,
    List<String> aliases,
    List<ParameterSpec> parameters,
    Map<String, Shape> bodies,
    Optional<Scope> scope,
    boolean isOfInstallation) {

  /**
   * Reads the request's parameters; notes what is wrong, unknown query parameters included.
   *
   * @param query names of the query parameters that were given
   * @param values all values that were given for a parameter
   */
  public Parameters read(
      Set<String> query, Function<ParameterSpec, List<String>> values, Violations out) {
    for (String name : query) {
      if (parameters.stream().noneMatch(p -> p.in().equals("query") && p.name().equals(name))) {
        out.add(name, "is not a known query parameter");
      }
    }
    Map<String, JsonNode> read = new HashMap<>();
    for (ParameterSpec parameter : parameters) {
      List<String> given = values.apply(parameter);
      JsonNode value = parameter.defaultValue();
      if (given.size() > 1) {
        out.add(parameter.name(), "is given more than once");
      } else if (given.size() == 1) {
        value = parameter.read(given.getFirst(), out);
      } else if (parameter.isRequired()) {
        out.add(parameter.name(), "is required");
      }
      if (value != null) {
        read.put(parameter.name(), value);
      }
    }
    return new Parameters(read);
  }
}
