package io.carillon.core;

import java.util.Optional;

/**
 * The public, opaque name of an execution: its key in 13 characters of Crockford's base 32, so that
 * ids sort as their keys do.
 *
 * @param key a 63-bit integer, 0 or more: the scheduled second in the upper 33 bits, a sequence in
 *     the lower {@value #SEQUENCE_BITS}
 */
public record ExecutionId(long key) {
  /** The bits of a key that tell apart executions of one scheduled second. */
  public static final int SEQUENCE_BITS = 30;

  private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
  private static final int LENGTH = 13;

  public ExecutionId {
    if (key < 0) {
      throw new IllegalArgumentException("execution key is negative: " + key);
    }
  }

  /** The key of the execution with this sequence number and scheduled instant. */
  public static long keyOf(long scheduledAtMs, long sequence) {
    long second = Math.floorDiv(scheduledAtMs, 1000L) & 0x1_FFFF_FFFFL;
    return (second << SEQUENCE_BITS) | (sequence & ((1L << SEQUENCE_BITS) - 1));
  }

  /** The lowest key that an execution scheduled at or after the instant can have. */
  public static long lowestKeyAt(long scheduledAtMs) {
    return keyOf(scheduledAtMs, 0);
  }

  /** The id written as {@link #toString()} does, or empty when the text is none. */
  public static Optional<ExecutionId> parse(String text) {
    if (text.length() != LENGTH) {
      return Optional.empty();
    }
    long key = 0;
    for (int i = 0; i < LENGTH; i++) {
      int digit = ALPHABET.indexOf(text.charAt(i));
      if (digit < 0 || (i == 0 && digit > 7)) {
        return Optional.empty();
      }
      key = (key << 5) | digit;
    }
    return Optional.of(new ExecutionId(key));
  }

  @Override
  public String toString() {
    char[] text = new char[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      text[i] = ALPHABET.charAt((int) (key >>> (5 * (LENGTH - 1 - i))) & 31);
    }
    return new String(text);
  }
}
