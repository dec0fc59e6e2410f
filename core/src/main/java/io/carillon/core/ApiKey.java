package io.carillon.core;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an API key; the key itself is not. Immutable.
 *
 * @param id a UUIDv7
 * @param namespace the name of the one that it opens
 * @param name who or what uses it
 * @param hash the SHA-256 of the key's text, in lower-case hexadecimal digits
 * @param expiresAt from when on it is refused, or null
 * @param lastUsedAt to the minute, or null
 * @param revokedAt when it was revoked, or null
 */
public record ApiKey(
    UUID id,
    String namespace,
    String name,
    Scope scope,
    String hash,
    Instant createdAt,
    @Nullable Instant expiresAt,
    @Nullable Instant lastUsedAt,
    @Nullable Instant revokedAt) {

  /** Longest name, in characters. */
  public static final int NAME_LENGTH_MAX = 100;

  public ApiKey {
    Namespace.requireName(namespace);
    Invalid.unless(
        !name.isBlank() && name.length() <= NAME_LENGTH_MAX,
        "name",
        "must have 1 to " + NAME_LENGTH_MAX + " characters");
    Invalid.unless(hash.matches("[0-9a-f]{64}"), "hash", "must be a SHA-256 in hexadecimal digits");
  }

  /** A new key, which nobody has used. */
  public static ApiKey create(
      String namespace,
      String name,
      Scope scope,
      String hash,
      Instant now,
      @Nullable Instant expiresAt) {
    UUID id = JobId.create(now.toEpochMilli()).value();
    return new ApiKey(id, namespace, name, scope, hash, now, expiresAt, null, null);
  }

  /**
   * Whether it may be the first of a store: from the first one on only who has an admin's key of
   * the default namespace can make further ones.
   */
  public boolean mayBeFirst() {
    return scope == Scope.ADMIN && namespace.equals(Namespace.DEFAULT);
  }

  /** Whether it is accepted at the instant. */
  public boolean isLive(Instant now) {
    return revokedAt == null && (expiresAt == null || now.isBefore(expiresAt));
  }

  /** Without the hash, as logs may have it. */
  @Override
  public String toString() {
    return "API key " + id + " (" + name + ")";
  }
}
