package io.carillon.server.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The valid parameters of one request, defaults filled in. Immutable. The accessors throw {@link
 * IllegalStateException} for a parameter that the contract does not promise.
 */
public final class Parameters {
  private final Map<String, JsonNode> values;

  Parameters(Map<String, JsonNode> values) {
    this.values = values;
  }

  /** A required parameter, or one with a default. */
  public String text(String name) {
    return promised(name).textValue();
  }

  /** A required integer, or one with a default. */
  public int integer(String name) {
    return promised(name).intValue();
  }

  private JsonNode promised(String name) {
    JsonNode value = values.get(name);
    if (value == null) {
      throw new IllegalStateException("the contract does not promise the parameter " + name);
    }
    return value;
  }

  public @Nullable String textOrNull(String name) {
    JsonNode value = values.get(name);
    return value == null ? null : value.textValue();
  }

  public @Nullable Boolean booleanOrNull(String name) {
    JsonNode value = values.get(name);
    return value == null ? null : (Boolean) value.booleanValue();
  }

  public @Nullable Instant instantOrNull(String name) {
    String text = textOrNull(name);
    return text == null ? null : Instant.parse(text);
  }

  /** The items of a list; empty when the parameter is absent. */
  public List<String> list(String name) {
    List<String> items = new ArrayList<>();
    JsonNode value = values.get(name);
    if (value != null) {
      value.forEach(item -> items.add(Objects.requireNonNull(item.textValue())));
    }
    return items;
  }
}
