package io.carillon.server.contract;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Compiles schemas (JSON Schema 2020-12, the keywords that the contract uses). A keyword that it
 * does not know stops the start, so nothing in the contract goes unchecked by accident.
 */
final class ShapeCompiler {
  private static final Set<String> ANNOTATIONS =
      Set.of("description", "default", "examples", "format");

  private final JsonNode document;
  private final Map<String, Shape> byReference = new HashMap<>();

  ShapeCompiler(JsonNode document) {
    this.document = document;
  }

  Shape compile(JsonNode schema) {
    List<Shape.Rule> rules = new ArrayList<>();
    for (Map.Entry<String, JsonNode> keyword : schema.properties()) {
      JsonNode value = keyword.getValue();
      switch (keyword.getKey()) {
        case "$ref" -> rules.add(reference(value.textValue())::check);
        case "type" -> rules.addFirst(TypeRule.of(value)); // a field's first message counts
        case "enum" -> rules.add(ValueRules.oneOf(value));
        case "minimum", "maximum" -> onlyOnce(keyword.getKey(), schema, rules, ValueRules::range);
        case "minLength", "maxLength" ->
            onlyOnce(keyword.getKey(), schema, rules, ValueRules::length);
        case "minItems", "maxItems" -> onlyOnce(keyword.getKey(), schema, rules, ValueRules::count);
        case "maxProperties" -> rules.add(ValueRules.propertyCount(value.intValue()));
        case "items" -> rules.add(ObjectRules.items(compile(value)));
        case "properties" -> rules.add(ObjectRules.properties(compileAll(value)));
        case "required" -> rules.add(ObjectRules.required(value));
        case "additionalProperties" -> rules.add(additional(schema, value));
        case "propertyNames" -> rules.add(ObjectRules.names(value.path("enum")));
        default -> {
          if (!ANNOTATIONS.contains(keyword.getKey())) {
            throw new IllegalStateException("the contract uses an unknown keyword: " + keyword);
          }
        }
      }
    }
    return new Shape(rules);
  }

  /** The schema that a local reference such as {@code #/components/schemas/Job} names. */
  Shape reference(String reference) {
    Shape known = byReference.get(reference);
    if (known == null) {
      known = compile(resolve(reference));
      byReference.put(reference, known);
    }
    return known;
  }

  JsonNode resolve(String reference) {
    JsonNode node = document.at(JsonPointer.compile(reference.substring(1)));
    if (!reference.startsWith("#/") || node.isMissingNode()) {
      throw new IllegalStateException("the contract refers to nothing: " + reference);
    }
    return node;
  }

  private Map<String, Shape> compileAll(JsonNode schemas) {
    Map<String, Shape> shapes = new HashMap<>();
    schemas.properties().forEach(named -> shapes.put(named.getKey(), compile(named.getValue())));
    return Map.copyOf(shapes);
  }

  private Shape.Rule additional(JsonNode schema, JsonNode value) {
    Set<String> declared = Set.copyOf(namesOf(schema.path("properties")));
    return value.isBoolean() && !value.booleanValue()
        ? ObjectRules.nothingBut(declared)
        : ObjectRules.others(declared, compile(value));
  }

  private static List<String> namesOf(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /**
   * Bounds come in pairs and make one rule: the first of the pair that the schema names adds it.
   */
  private static void onlyOnce(
      String keyword, JsonNode schema, List<Shape.Rule> rules, BoundRule rule) {
    String lower = keyword.replace("max", "min");
    String upper = keyword.replace("min", "max");
    if (keyword.equals(lower) || !schema.has(lower)) {
      rules.add(rule.of(schema.path(lower), schema.path(upper)));
    }
  }

  @FunctionalInterface
  private interface BoundRule {
    Shape.Rule of(JsonNode lower, JsonNode upper);
  }
}
