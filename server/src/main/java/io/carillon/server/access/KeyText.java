package io.carillon.server.access;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.carillon.core.Sha256;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.zip.CRC32;

/**
 * The text of API keys: a prefix that scanners for leaked secrets can look for, 256 random bits,
 * and a checksum by which a typing error is told from a wrong key without asking anybody. After
 * GitHub's <a
 * href="https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/">
 * token format</a>.
 */
public final class KeyText {
  /** Begins every key. */
  public static final String PREFIX = "carillon_";

  private static final String ALPHABET =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final BigInteger BASE = BigInteger.valueOf(ALPHABET.length());
  private static final int RANDOM_BITS = 256;
  private static final int RANDOM_LENGTH = 43;
  private static final int CHECKSUM_LENGTH = 6;
  private static final SecureRandom RANDOM = new SecureRandom();

  private KeyText() {}

  /** A new key. Thread-safe. */
  public static String generate() {
    String random = PREFIX + inBase62(new BigInteger(RANDOM_BITS, RANDOM), RANDOM_LENGTH);
    return random + checksum(random);
  }

  /** Whether the text can be a key: of the right form and with a checksum that fits. */
  public static boolean isWellFormed(String text) {
    int length = PREFIX.length() + RANDOM_LENGTH + CHECKSUM_LENGTH;
    if (text.length() != length || !text.startsWith(PREFIX)) {
      return false;
    }
    int checksumAt = length - CHECKSUM_LENGTH;
    return text.substring(checksumAt).equals(checksum(text.substring(0, checksumAt)));
  }

  /** The SHA-256 of the text, in lower-case hexadecimal digits: all that is kept of a key. */
  public static String hash(String text) {
    return Sha256.hex(text.getBytes(US_ASCII));
  }

  private static String checksum(String text) {
    CRC32 crc = new CRC32();
    crc.update(text.getBytes(US_ASCII));
    return inBase62(BigInteger.valueOf(crc.getValue()), CHECKSUM_LENGTH);
  }

  private static String inBase62(BigInteger number, int length) {
    char[] text = new char[length];
    BigInteger rest = number;
    for (int i = length - 1; i >= 0; i--) {
      BigInteger[] divided = rest.divideAndRemainder(BASE);
      text[i] = ALPHABET.charAt(divided[1].intValue());
      rest = divided[0];
    }
    return new String(text);
  }
}
