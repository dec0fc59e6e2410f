package io.carillon.core.port;

/**
 * A client's promise that a repeated request is the same request (the Idempotency-Key header).
 *
 * @param route the scope of the key, such as {@code POST /jobs}
 * @param requestHash tells a repeat from another request under the same key
 * @param answer what a repeat is answered with
 */
public record Idempotency(String route, String key, String requestHash, String answer) {
  /** How long an answer is kept. */
  public static final long RETENTION_MS = 24 * 3_600_000L;

  public static final int KEY_CHARS_MAX = 255;

  @Override
  public String toString() {
    return route + " " + key;
  }
}
