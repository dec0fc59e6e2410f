package io.carillon.server.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.carillon.server.json.Times;
import io.carillon.server.json.Violations;
import org.jspecify.annotations.Nullable;

/**
 * One parameter of an operation. Immutable.
 *
 * @param in query, path or header
 * @param defaultValue or null
 */
public record ParameterSpec(
    String name,
    String in,
    boolean isRequired,
    Kind kind,
    @Nullable JsonNode defaultValue,
    Shape shape) {

  /** How a parameter's text is read. */
  public enum Kind {
    TEXT,
    INTEGER,
    BOOLEAN,
    INSTANT,
    /** Several texts, separated by commas. */
    LIST;

    static Kind of(JsonNode schema) {
      return switch (schema.path("type").asText()) {
        case "integer" -> INTEGER;
        case "boolean" -> BOOLEAN;
        case "array" -> LIST;
        case "string" -> schema.path("format").asText().equals("date-time") ? INSTANT : TEXT;
        default -> throw new IllegalStateException("a parameter cannot be " + schema);
      };
    }
  }

  /** Reads the text; notes what is wrong and returns null then. */
  @Nullable JsonNode read(String text, Violations out) {
    JsonNode value = valueOf(text);
    if (value == null) {
      out.add(name, expected());
      return null;
    }
    Violations own = new Violations();
    shape.check(value, Place.WHOLE.in(name), own);
    own.list().forEach(error -> out.add(error.field(), error.message()));
    return own.isEmpty() ? value : null;
  }

  private @Nullable JsonNode valueOf(String text) {
    return switch (kind) {
      case TEXT -> TextNode.valueOf(text);
      case INTEGER -> integer(text);
      case BOOLEAN ->
          text.equals("true") ? BooleanNode.TRUE : text.equals("false") ? BooleanNode.FALSE : null;
      case INSTANT -> Times.parse(text).map(at -> TextNode.valueOf(Times.format(at))).orElse(null);
      case LIST -> list(text);
    };
  }

  private static @Nullable JsonNode integer(String text) {
    try {
      return LongNode.valueOf(Long.parseLong(text));
    } catch (NumberFormatException _) {
      return null;
    }
  }

  private static JsonNode list(String text) {
    ArrayNode items = JsonNodeFactory.instance.arrayNode();
    for (String item : text.split(",", -1)) {
      items.add(item);
    }
    return items;
  }

  private String expected() {
    return switch (kind) {
      case TEXT, LIST -> "is wrong";
      case INTEGER -> "must be an integer";
      case BOOLEAN -> "must be true or false";
      case INSTANT -> Times.EXPECTED + "; a + must be written %2B";
    };
  }
}
