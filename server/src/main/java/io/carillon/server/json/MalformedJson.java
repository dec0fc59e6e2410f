package io.carillon.server.json;

/** A text is no JSON, or breaks a limit of the reader. Has no stack trace. */
public final class MalformedJson extends RuntimeException {
  MalformedJson(String message) {
    super(message, null, false, false);
  }
}
