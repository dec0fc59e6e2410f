package io.carillon.server.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.server.contract.Contract;
import io.carillon.server.contract.OperationSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The contract, read once more and apart from the server's own reading. */
final class Operations {
  private final Contract contract = Contract.load();

  /** All of the contract, in its order. */
  List<OperationSpec> all() {
    return List.copyOf(contract.operations());
  }

  Contract contract() {
    return contract;
  }

  static List<String> paths(OperationSpec operation) {
    List<String> paths = new ArrayList<>(operation.aliases());
    paths.addFirst(operation.path());
    return paths;
  }

  /** What an operation's own part of the contract says. */
  JsonNode node(OperationSpec operation) {
    return contract
        .document()
        .path("paths")
        .path(operation.path())
        .path(operation.method().toLowerCase(Locale.ROOT));
  }

  /** The schema or parameter that a reference leads to; others are themselves. */
  JsonNode resolve(JsonNode node) {
    JsonNode found = node;
    while (found.has("$ref") && found.size() == 1) {
      found = contract.document().at(found.path("$ref").asText().substring(1));
    }
    return found;
  }

  List<JsonNode> parameters(OperationSpec operation) {
    List<JsonNode> parameters = new ArrayList<>();
    contract
        .document()
        .path("paths")
        .path(operation.path())
        .path("parameters")
        .forEach(parameter -> parameters.add(resolve(parameter)));
    node(operation).path("parameters").forEach(parameter -> parameters.add(resolve(parameter)));
    return parameters;
  }

  /** The operation that a request asks for, literal paths before others; null when none is. */
  @Nullable OperationSpec find(String method, String path) {
    String asked = method.equals("HEAD") ? "GET" : method;
    OperationSpec found = null;
    for (OperationSpec operation : contract.operations()) {
      for (String template : paths(operation)) {
        if (template.equals(path)) {
          return operation.method().equals(asked) ? operation : otherMethod(asked, path);
        }
        if (operation.method().equals(asked) && matches(template, path)) {
          found = operation;
        }
      }
    }
    return found;
  }

  private @Nullable OperationSpec otherMethod(String method, String path) {
    return contract.operations().stream()
        .filter(operation -> operation.method().equals(method) && paths(operation).contains(path))
        .findFirst()
        .orElse(null);
  }

  private static boolean matches(String template, String path) {
    String[] wanted = template.split("/", -1);
    String[] given = path.split("/", -1);
    boolean matches = wanted.length == given.length;
    for (int i = 0; matches && i < wanted.length; i++) {
      matches = wanted[i].startsWith("{") ? !given[i].isEmpty() : wanted[i].equals(given[i]);
    }
    return matches;
  }
}
