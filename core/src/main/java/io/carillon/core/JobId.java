package io.carillon.core;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The public name of a job: a UUIDv7 (RFC 9562, section 5.7), so that ids sort by creation time.
 */
public record JobId(UUID value) {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Pattern CANONICAL =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  /** A new id that carries the given wall time in epoch milliseconds. Thread-safe. */
  public static JobId create(long epochMs) {
    // One request of the random source, which all threads share.
    byte[] random = new byte[Short.BYTES + Long.BYTES];
    RANDOM.nextBytes(random);
    ByteBuffer bits = ByteBuffer.wrap(random);
    long high = (epochMs << 16) | 0x7000L | (bits.getShort() & 0x0FFFL);
    long low = (bits.getLong() >>> 2) | 0x8000_0000_0000_0000L;
    return new JobId(new UUID(high, low));
  }

  /** The id written in canonical form, or empty when the text is none (the caller answers 404). */
  public static Optional<JobId> parse(String text) {
    return CANONICAL.matcher(text).matches()
        ? Optional.of(new JobId(UUID.fromString(text)))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
