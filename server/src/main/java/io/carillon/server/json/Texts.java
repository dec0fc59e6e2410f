package io.carillon.server.json;

import io.carillon.core.Invalid;

/**
 * Texts that every store, log and screen can hold: well-formed Unicode without control characters.
 */
final class Texts {
  private Texts() {}

  /** The text; throws {@link Invalid} when it is not one line of well-formed characters. */
  static String line(String field, String text) {
    return checked(field, text, "");
  }

  /** The text; line breaks and tabs are fine too. */
  static String lines(String field, String text) {
    return checked(field, text, "\n\r\t");
  }

  private static String checked(String field, String text, String allowed) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isISOControl(c) && allowed.indexOf(c) < 0) {
        throw new Invalid(field, "must not have control characters");
      }
      if (Character.isSurrogate(c)) {
        boolean isPair =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!isPair) {
          throw new Invalid(field, "has half a character");
        }
        i++;
      }
    }
    return text;
  }
}
