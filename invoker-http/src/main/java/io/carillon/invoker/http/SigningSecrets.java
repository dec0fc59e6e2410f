package io.carillon.invoker.http;

import io.carillon.core.Invalid;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;

/**
 * What requests are signed with, in the form of Standard Webhooks: {@code whsec_} and 24 to 64
 * bytes in Base64. All of them sign, so that receivers can change from one to the next. Immutable,
 * and never shown.
 */
public final class SigningSecrets {
  /** Requests are not signed. */
  public static final SigningSecrets NONE = new SigningSecrets(List.of());

  public static final int COUNT_MAX = 4;

  private static final String PREFIX = "whsec_";
  private static final int BYTES_MIN = 24;
  private static final int BYTES_MAX = 64;
  private static final int NEW_BYTES = 32;

  private final List<SecretKeySpec> keys;

  private SigningSecrets(List<SecretKeySpec> keys) {
    this.keys = keys;
  }

  /**
   * Reads secrets, the newest one first.
   *
   * @throws Invalid saying which one is wrong by its place, as none must be shown
   */
  public static SigningSecrets of(List<String> texts) {
    Invalid.unless(
        texts.size() <= COUNT_MAX, "signingSecrets", "there must be at most " + COUNT_MAX);
    List<SecretKeySpec> keys = new ArrayList<>();
    for (String text : texts) {
      byte[] bytes = decode(text);
      Invalid.unless(
          bytes.length >= BYTES_MIN && bytes.length <= BYTES_MAX,
          "signingSecrets",
          "secret "
              + (keys.size() + 1)
              + " must be whsec_ and "
              + BYTES_MIN
              + " to "
              + BYTES_MAX
              + " bytes in Base64");
      keys.add(new SecretKeySpec(bytes, Signer.ALGORITHM));
    }
    return keys.isEmpty() ? NONE : new SigningSecrets(List.copyOf(keys));
  }

  /** No bytes when the text is no secret. */
  private static byte[] decode(String text) {
    try {
      return text.startsWith(PREFIX)
          ? Base64.getDecoder().decode(text.substring(PREFIX.length()))
          : new byte[0];
    } catch (IllegalArgumentException _) {
      return new byte[0];
    }
  }

  /** A new secret, as {@link #of} reads it. */
  public static String generate() {
    byte[] bytes = new byte[NEW_BYTES];
    new SecureRandom().nextBytes(bytes);
    return PREFIX + Base64.getEncoder().encodeToString(bytes);
  }

  List<SecretKeySpec> keys() {
    return keys;
  }

  @Override
  public String toString() {
    return "keys: " + keys.size();
  }
}
