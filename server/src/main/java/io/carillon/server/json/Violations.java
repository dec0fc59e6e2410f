package io.carillon.server.json;

import java.util.ArrayList;
import java.util.List;

/** Gathers the wrong fields of one request, up to {@value #COUNT_MAX}. Not thread-safe. */
public final class Violations {
  public static final int COUNT_MAX = 100;

  private final List<FieldError> errors = new ArrayList<>(0);

  /** Notes a wrong field; a field's first message counts. */
  public void add(String field, String message) {
    if (errors.size() < COUNT_MAX && !has(field)) {
      errors.add(new FieldError(field, message));
    }
  }

  private boolean has(String field) {
    return errors.stream().anyMatch(error -> error.field().equals(field));
  }

  public boolean isEmpty() {
    return errors.isEmpty();
  }

  /** What was gathered so far. */
  public List<FieldError> list() {
    return List.copyOf(errors);
  }

  /** The refusal that these make. */
  public InvalidInput exception() {
    return new InvalidInput(errors);
  }
}
