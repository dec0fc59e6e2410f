package io.carillon.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.server.contract.Contract;
import io.carillon.server.contract.OperationSpec;
import io.carillon.server.json.Violations;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Holds answers against the contract. */
final class Answers {
  private static final Contract CONTRACT = Contract.load();
  private static final String SCHEMAS = "#/components/schemas/";

  /** Fails when a JSON answer of an operation has not the shape that the contract promises. */
  void check(String method, String pathAndQuery, Reply reply) {
    if (reply.response().body().length == 0) {
      return;
    }
    String type = reply.header("content-type");
    if (!type.startsWith("application/json") && !type.startsWith("application/problem+json")) {
      return;
    }
    String schema = "Problem";
    if (type.startsWith("application/json")) {
      schema = schema(method, pathAndQuery.split("\\?", 2)[0], reply.status());
    }
    if (!schema.isEmpty()) {
      Violations violations = new Violations();
      CONTRACT.schema(schema).check(reply.json(), violations);
      assertThat(violations.list()).as(method + " " + pathAndQuery + " " + reply.text()).isEmpty();
    }
  }

  private static String schema(String method, String path, int status) {
    for (OperationSpec operation : CONTRACT.operations()) {
      List<String> paths = new ArrayList<>(operation.aliases());
      paths.addFirst(operation.path());
      boolean isIt =
          operation.method().equals(method)
              && paths.stream().anyMatch(p -> path.matches(p.replaceAll("\\{[a-z]+}", "[^/]+")));
      boolean isLiteral = paths.contains(path);
      if (isIt && (isLiteral || !isServedLiterally(path))) {
        return schema(operation, status);
      }
    }
    throw new AssertionError("no operation answers " + method + " " + path);
  }

  private static boolean isServedLiterally(String path) {
    return CONTRACT.operations().stream()
        .anyMatch(operation -> operation.path().equals(path) || operation.aliases().contains(path));
  }

  private static String schema(OperationSpec operation, int status) {
    JsonNode responses =
        CONTRACT
            .document()
            .path("paths")
            .path(operation.path())
            .path(operation.method().toLowerCase(Locale.ROOT))
            .path("responses");
    JsonNode response = responses.path(Integer.toString(status));
    assertThat(response.isMissingNode()).as(operation.id() + " may not answer " + status).isFalse();
    if (response.has("$ref")) {
      response = CONTRACT.document().at(response.path("$ref").asText().substring(1));
    }
    String reference =
        response.path("content").path("application/json").path("schema").path("$ref").asText();
    return reference.startsWith(SCHEMAS) ? reference.substring(SCHEMAS.length()) : "";
  }
}
