package io.carillon.server.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rules of objects and lists. Each lets other types pass. */
final class ObjectRules {
  private static final String UNKNOWN = "is not a known field";

  private ObjectRules() {}

  static Shape.Rule properties(Map<String, Shape> shapes) {
    return (value, place, out) -> {
      if (value.isObject()) {
        for (Map.Entry<String, JsonNode> field : value.properties()) {
          Shape shape = shapes.get(field.getKey());
          if (shape != null) {
            shape.check(field.getValue(), place.in(field.getKey()), out);
          }
        }
      }
    };
  }

  static Shape.Rule required(JsonNode keyword) {
    List<String> names = List.copyOf(ValueRules.texts(keyword));
    return (value, place, out) -> {
      if (value.isObject()) {
        for (int i = 0; i < names.size(); i++) {
          if (!value.has(names.get(i))) {
            out.add(place.in(names.get(i)).field(), "is required");
          }
        }
      }
    };
  }

  /** {@code additionalProperties: false}. */
  static Shape.Rule nothingBut(Set<String> declared) {
    return (value, place, out) -> {
      if (value.isObject()) {
        for (Map.Entry<String, JsonNode> field : value.properties()) {
          if (!declared.contains(field.getKey())) {
            out.add(place.in(shortened(field.getKey())).field(), UNKNOWN);
          }
        }
      }
    };
  }

  /** {@code propertyNames: {enum: ..}}. */
  static Shape.Rule names(JsonNode keyword) {
    return nothingBut(Set.copyOf(ValueRules.texts(keyword)));
  }

  /** {@code additionalProperties} with a schema. */
  static Shape.Rule others(Set<String> declared, Shape shape) {
    return (value, place, out) -> {
      if (value.isObject()) {
        for (Map.Entry<String, JsonNode> field : value.properties()) {
          if (!declared.contains(field.getKey())) {
            shape.check(field.getValue(), place.in(shortened(field.getKey())), out);
          }
        }
      }
    };
  }

  static Shape.Rule items(Shape shape) {
    return (value, place, out) -> {
      if (value.isArray()) {
        for (int i = 0; i < value.size(); i++) {
          shape.check(value.get(i), place.at(i), out);
        }
      }
    };
  }

  /** An unknown name is echoed, but not at any length. */
  private static String shortened(String name) {
    return name.length() <= 100 ? name : name.substring(0, 100) + "...";
  }
}
