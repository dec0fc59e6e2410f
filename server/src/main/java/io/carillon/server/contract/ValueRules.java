package io.carillon.server.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.Set;

/** Rules of single values. Each judges the type it is for and lets other types pass. */
final class ValueRules {
  private ValueRules() {}

  /** Of texts, and null where the list has it. */
  static Shape.Rule oneOf(JsonNode keyword) {
    Set<String> allowed = texts(keyword);
    boolean allowsNull = keyword.valueStream().anyMatch(JsonNode::isNull);
    String message = "must be one of " + String.join(", ", allowed);
    return (value, place, out) -> {
      boolean isAllowed = value.isNull() ? allowsNull : allowed.contains(value.textValue());
      if (!isAllowed) {
        out.add(place.field(), message);
      }
    };
  }

  /** The texts of a list, whose other entries are nulls. */
  static Set<String> texts(JsonNode list) {
    Set<String> texts = new LinkedHashSet<>();
    list.valueStream().filter(JsonNode::isTextual).forEach(item -> texts.add(item.textValue()));
    return texts;
  }

  static Shape.Rule range(JsonNode lower, JsonNode upper) {
    BigDecimal min = lower.isMissingNode() ? null : lower.decimalValue();
    BigDecimal max = upper.isMissingNode() ? null : upper.decimalValue();
    String message = "must be " + bounds(lower, upper);
    return (value, place, out) -> {
      if (!value.isNumber()) {
        return;
      }
      BigDecimal number = value.decimalValue();
      if ((min != null && number.compareTo(min) < 0)
          || (max != null && number.compareTo(max) > 0)) {
        out.add(place.field(), message);
      }
    };
  }

  static Shape.Rule length(JsonNode lower, JsonNode upper) {
    int min = lower.asInt(0);
    int max = upper.asInt(Integer.MAX_VALUE);
    String message = "must have " + bounds(lower, upper) + " characters";
    return (value, place, out) -> {
      if (value.isTextual() && !isWithin(value.textValue(), min, max)) {
        out.add(place.field(), message);
      }
    };
  }

  /** Counts code points, as JSON Schema does, and only when the UTF-16 length leaves a doubt. */
  private static boolean isWithin(String text, int min, int max) {
    int units = text.length();
    if (units <= max && units >= 2L * min) {
      return true;
    }
    int points = text.codePointCount(0, units);
    return points >= min && points <= max;
  }

  static Shape.Rule count(JsonNode lower, JsonNode upper) {
    int min = lower.asInt(0);
    int max = upper.asInt(Integer.MAX_VALUE);
    String message = "must have " + bounds(lower, upper) + " entries";
    return (value, place, out) -> {
      if (value.isArray() && (value.size() < min || value.size() > max)) {
        out.add(place.field(), message);
      }
    };
  }

  static Shape.Rule propertyCount(int max) {
    String message = "must have at most " + max + " entries";
    return (value, place, out) -> {
      if (value.isObject() && value.size() > max) {
        out.add(place.field(), message);
      }
    };
  }

  private static String bounds(JsonNode lower, JsonNode upper) {
    if (upper.isMissingNode()) {
      return "at least " + lower.asText();
    }
    return lower.isMissingNode()
        ? "at most " + upper.asText()
        : lower.asText() + " to " + upper.asText();
  }
}
