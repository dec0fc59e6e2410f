package io.carillon.server.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.server.json.FieldError;
import io.carillon.server.json.Json;
import io.carillon.server.json.Violations;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.Validator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The compiled checker: what it says, and that it agrees with a checker of JSON Schema. */
class ShapeTest {
  private static List<FieldError> check(String schema, String value) {
    JsonNode tree = Json.parseTrusted(schema);
    Violations violations = new Violations();
    new ShapeCompiler(tree).compile(tree).check(Json.parseTrusted(value), violations);
    return violations.list();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"type\":\"integer\"} | 1.5 | must be an integer",
        "{\"type\":\"integer\"} | 1.0 |",
        "{\"type\":\"integer\"} | 1e2 |",
        "{\"type\":\"integer\"} | 1e999999 |",
        "{\"type\":[\"string\",\"null\"]} | 5 | must be a string or null",
        "{\"type\":[\"string\",\"null\"]} | null |",
        "{\"enum\":[\"a\",\"b\"]} | \"c\" | must be one of a, b",
        "{\"enum\":[\"a\",\"b\"]} | null | must be one of a, b",
        "{\"enum\":[\"a\",\"b\",null]} | 1 | must be one of a, b",
        "{\"minimum\":1,\"maximum\":3} | 4 | must be 1 to 3",
        "{\"minimum\":1} | 0.99 | must be at least 1",
        "{\"maximum\":3} | 3.01 | must be at most 3",
        "{\"minimum\":1,\"maximum\":3} | \"text\" |",
        "{\"minLength\":2,\"maxLength\":3} | \"a\" | must have 2 to 3 characters",
        "{\"minLength\":2,\"maxLength\":3} | \"\\ud83d\\ude00\" | must have 2 to 3 characters",
        "{\"minLength\":2,\"maxLength\":3} | \"abc\" |",
        "{\"minItems\":1,\"maxItems\":2} | [] | must have 1 to 2 entries",
        "{\"maxProperties\":1} | {\"a\":1,\"b\":2} | must have at most 1 entries",
        "{\"type\":\"object\"} | [] | must be an object",
      })
  void says(String schema, String value, String message) {
    assertThat(check(schema, value).stream().map(FieldError::message).toList())
        .isEqualTo(message == null ? List.of() : List.of(message));
  }

  @Test
  void namesThePlace() {
    String schema =
        """
        {"type": "object", "required": ["z"], "additionalProperties": false,
         "properties": {"a": {"type": "object", "properties": {"b": {"type": "array", "items": {"type": "string"}}}},
                        "z": {}}}
        """;

    assertThat(check(schema, "{\"a\": {\"b\": [\"x\", 1]}, \"q\": 1}"))
        .extracting(FieldError::field)
        .containsExactlyInAnyOrder("a.b[1]", "z", "q");
    assertThat(check(schema, "5")).containsExactly(new FieldError("body", "must be an object"));
  }

  @Test
  void refusesSchemasThatItDoesNotUnderstand() {
    assertThatThrownBy(() -> check("{\"oneOf\": []}", "1"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("oneOf");
    assertThatThrownBy(() -> check("{\"$ref\": \"#/nothing\"}", "1"))
        .isInstanceOf(IllegalStateException.class);
  }

  /** Random jobs, right and wrong, are judged as a full checker of JSON Schema judges them. */
  @RepeatedTest(20)
  void agreesWithAFullChecker(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    Contract contract = Contract.load();
    Shape shape = contract.schema("JobFields");
    JsonObject schema =
        new JsonObject(
            Json.textOf(contract.document().at("/components/schemas/JobFields"))
                .replace("#/components/schemas/Retry", "#/$defs/Retry"));
    schema.put(
        "$defs",
        new JsonObject()
            .put(
                "Retry",
                new JsonObject(Json.textOf(contract.document().at("/components/schemas/Retry")))));
    removeFormats(schema);
    Validator full =
        Validator.create(
            JsonSchema.of(schema),
            new JsonSchemaOptions()
                .setDraft(Draft.DRAFT202012)
                .setBaseUri("test://schema")
                .setOutputFormat(OutputFormat.Flag));
    for (int i = 0; i < 50; i++) {
      JsonNode job = randomJob(random, contract);
      Violations violations = new Violations();
      shape.check(job, violations);
      assertThat(violations.isEmpty())
          .as("seed " + repetition.getCurrentRepetition() + ": " + job + " " + violations.list())
          .isEqualTo(full.validate(new JsonObject(job.toString())).getValid());
    }
  }

  /** Formats are judged by the readers, with better messages. */
  private static void removeFormats(JsonObject schema) {
    schema.getJsonObject("properties").stream()
        .forEach(property -> ((JsonObject) property.getValue()).remove("format"));
  }

  private static JsonNode randomJob(Random random, Contract contract) {
    ObjectNode job = JsonNodeFactory.instance.objectNode();
    contract
        .document()
        .at("/components/schemas/JobFields/properties")
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (random.nextInt(8) == 0) {
                job.set(name, randomValue(random, 2));
              }
            });
    if (random.nextInt(20) == 0) {
      job.put("unknown", 1);
    }
    return job;
  }

  private static JsonNode randomValue(Random random, int depth) {
    JsonNodeFactory make = JsonNodeFactory.instance;
    return switch (random.nextInt(depth > 0 ? 9 : 7)) {
      case 0 -> make.nullNode();
      case 1 -> make.booleanNode(random.nextBoolean());
      case 2 -> make.numberNode(random.nextInt(-2, 105));
      case 3 -> make.numberNode(random.nextInt(0, 1_000_000));
      case 4 -> make.numberNode(random.nextDouble() * 3);
      case 5 -> make.textNode("x".repeat(random.nextInt(80)));
      case 6 ->
          make.textNode(List.of("POST", "SKIP", "ALLOW", "ATMOST_ONCE").get(random.nextInt(4)));
      case 7 -> {
        ArrayNode list = make.arrayNode();
        for (int i = random.nextInt(3); i > 0; i--) {
          list.add(randomValue(random, depth - 1));
        }
        yield list;
      }
      default -> {
        ObjectNode object = make.objectNode();
        for (String name : List.of("initialDelayMs", "multiplier", "jitter", "X-Other")) {
          if (random.nextInt(3) == 0) {
            object.set(name, randomValue(random, depth - 1));
          }
        }
        yield object;
      }
    };
  }
}
