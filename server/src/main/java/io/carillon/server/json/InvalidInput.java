package io.carillon.server.json;

import io.carillon.core.Invalid;
import java.util.List;

/** A request is refused; carries one entry for each wrong field. Has no stack trace. */
public final class InvalidInput extends RuntimeException {
  private final transient List<FieldError> errors;

  public InvalidInput(List<FieldError> errors) {
    super("invalid: " + errors, null, false, false);
    this.errors = List.copyOf(errors);
  }

  /** A refusal for one field. */
  public static InvalidInput of(String field, String message) {
    return new InvalidInput(List.of(new FieldError(field, message)));
  }

  /** What the core said of one value. */
  public static InvalidInput of(Invalid invalid) {
    return of(invalid.field(), String.valueOf(invalid.getMessage()));
  }

  /** At least one. */
  public List<FieldError> errors() {
    return errors;
  }
}
