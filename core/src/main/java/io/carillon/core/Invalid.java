package io.carillon.core;

/** A value that a user gave is not allowed. Carries the field, so that the API can point at it. */
public final class Invalid extends IllegalArgumentException {
  private final String field;

  public Invalid(String field, String message) {
    super(message);
    this.field = field;
  }

  /** The field in the API's words, dotted where nested: {@code retry.maxDelayMs}. */
  public String field() {
    return field;
  }

  /** Throws unless the condition holds. */
  public static void unless(boolean holds, String field, String message) {
    if (!holds) {
      throw new Invalid(field, message);
    }
  }
}
