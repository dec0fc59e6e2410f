package io.carillon.server.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.server.contract.OperationSpec;
import io.carillon.server.contract.Shape;
import io.carillon.server.http.ProblemCode;
import io.carillon.server.json.Violations;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What holds for every answer, whatever was asked. */
final class Promises {
  /** What only somebody who knows the code could read. */
  private static final Pattern INSIDES =
      Pattern.compile(
          "\\b(java|javax|jdk|sun|io\\.(carillon|netty|vertx)|com\\.fasterxml|org\\.(sqlite|postgresql))"
              + "\\.[a-z]|\\.java:[0-9]|[a-z](Exception|Error)\\b|SQLITE_|\\bNullPointer|\\bat [a-z]+\\.");

  private static final String SCHEMAS = "#/components/schemas/";

  private final Operations operations;

  Promises(Operations operations) {
    this.operations = operations;
  }

  /** The first promise that the answer breaks, or null. */
  @Nullable Breach broken(Sent sent, Got got, Stored.Counts before, Stored.Counts after) {
    OperationSpec operation = operations.find(sent.method(), sent.path());
    JsonNode response =
        operation == null
            ? operations.contract().document().path("none")
            : operations.resolve(
                operations.node(operation).path("responses").path(Integer.toString(got.status())));
    if (got.status() >= 500 && response.isMissingNode()) {
      return new Breach("no answer is a 5xx that the contract does not name", got.body());
    }
    if (got.status() >= 400 && response.isMissingNode()) {
      Breach breach = ofProblem(sent, got);
      return breach != null ? breach : ofStore("a refused request stores nothing", before, after);
    }
    if (operation == null || response.isMissingNode()) {
      return new Breach("no answer has a status that the contract does not name", got.toString());
    }
    boolean isSafe = operation.method().equals("GET") || operation.id().equals("testJob");
    Breach breach = ofAnswer(sent, got, response);
    return breach != null || !isSafe
        ? breach
        : ofStore("a request that only reads stores nothing", before, after);
  }

  private static @Nullable Breach ofStore(
      String promise, Stored.Counts before, Stored.Counts after) {
    return before.equals(after) ? null : new Breach(promise, before + " became " + after);
  }

  private @Nullable Breach ofProblem(Sent sent, Got got) {
    if (!got.mediaType().equals("application/problem+json")) {
      return new Breach("every 4xx is problem JSON", got.toString());
    }
    if (sent.method().equals("HEAD")) {
      return null;
    }
    Breach breach = ofJson(got, operations.contract().schema("Problem"));
    if (breach != null) {
      return breach;
    }
    Matcher insides = INSIDES.matcher(got.body());
    if (insides.find()) {
      return new Breach("no problem shows the server's insides", got.body());
    }
    JsonNode problem = got.json();
    String code = problem.path("code").asText();
    boolean isCodesStatus =
        code.equals("malformed-request")
            ? List.of(400, 414, 431).contains(got.status())
            : Arrays.stream(ProblemCode.values())
                .anyMatch(it -> it.text().equals(code) && it.status() == got.status());
    return isCodesStatus && problem.path("status").asInt() == got.status()
        ? null
        : new Breach("a problem has the status of its code", got.toString());
  }

  private @Nullable Breach ofAnswer(Sent sent, Got got, JsonNode response) {
    JsonNode content = response.path("content");
    if (content.isMissingNode()) {
      return got.body().isEmpty()
          ? null
          : new Breach("what the contract promises no body has none", got.body());
    }
    JsonNode promised = content.path(got.mediaType());
    if (promised.isMissingNode()) {
      return new Breach("an answer has a media type that the contract names", got.mediaType());
    }
    String reference = promised.path("schema").path("$ref").asText();
    return sent.method().equals("HEAD") || !reference.startsWith(SCHEMAS)
        ? null
        : ofJson(got, operations.contract().schema(reference.substring(SCHEMAS.length())));
  }

  private static @Nullable Breach ofJson(Got got, Shape shape) {
    Violations violations = new Violations();
    try {
      shape.check(got.json(), violations);
    } catch (UncheckedIOException e) {
      return new Breach("an answer is JSON", e.getMessage() + ": " + got.body());
    }
    return violations.isEmpty()
        ? null
        : new Breach(
            "an answer has the shape that the contract promises",
            violations.list() + " " + got.body());
  }
}
