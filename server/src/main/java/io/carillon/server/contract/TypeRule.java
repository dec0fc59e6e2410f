package io.carillon.server.contract;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.server.json.Violations;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The keyword {@code type}: one type or several. */
final class TypeRule implements Shape.Rule {
  private enum Type {
    STRING,
    INTEGER,
    NUMBER,
    BOOLEAN,
    OBJECT,
    ARRAY,
    NULL;

    boolean holds(JsonNode value) {
      return switch (this) {
        case STRING -> value.isTextual();
        case INTEGER -> isInteger(value);
        case NUMBER -> value.isNumber();
        case BOOLEAN -> value.isBoolean();
        case OBJECT -> value.isObject();
        case ARRAY -> value.isArray();
        case NULL -> value.isNull();
      };
    }

    String words() {
      return switch (this) {
        case INTEGER, OBJECT, ARRAY -> "an " + name().toLowerCase(Locale.ROOT);
        case NULL -> "null";
        case STRING, NUMBER, BOOLEAN -> "a " + name().toLowerCase(Locale.ROOT);
      };
    }
  }

  private final List<Type> types;
  private final String message;

  private TypeRule(Set<Type> types) {
    this.types = List.copyOf(types);
    this.message = "must be " + types.stream().map(Type::words).collect(Collectors.joining(" or "));
  }

  static TypeRule of(JsonNode keyword) {
    Set<Type> types = EnumSet.noneOf(Type.class);
    List<JsonNode> names = new ArrayList<>();
    if (keyword.isArray()) {
      keyword.forEach(names::add);
    } else {
      names.add(keyword);
    }
    names.forEach(name -> types.add(Type.valueOf(name.textValue().toUpperCase(Locale.ROOT))));
    return new TypeRule(types);
  }

  @Override
  public void check(JsonNode value, Place place, Violations out) {
    for (int i = 0; i < types.size(); i++) {
      if (types.get(i).holds(value)) {
        return;
      }
    }
    out.add(place.field(), message);
  }

  /** Whether a value is a whole number; 1.0 is one. */
  private static boolean isInteger(JsonNode value) {
    if (value.isIntegralNumber()) {
      return true;
    }
    if (!value.isNumber()) {
      return false;
    }
    BigDecimal number = value.decimalValue();
    return number.signum() == 0 || number.stripTrailingZeros().scale() <= 0;
  }
}
