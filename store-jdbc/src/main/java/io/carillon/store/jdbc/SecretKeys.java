package io.carillon.store.jdbc;

import io.carillon.core.Invalid;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The keys that header values of jobs are sealed with in the store: the first one seals, all of
 * them open. Immutable, thread-safe, and never shown: a key's id is.
 */
public final class SecretKeys {
  /** Values are stored in the clear. */
  public static final SecretKeys NONE = new SecretKeys(List.of());

  private final List<SecretKey> keys;

  private SecretKeys(List<SecretKey> keys) {
    this.keys = keys;
  }

  /**
   * Reads keys, of 32 bytes in Base64 each.
   *
   * @throws Invalid saying which one is wrong by its place, as none must be shown
   */
  public static SecretKeys of(List<String> texts) {
    List<SecretKey> keys = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (String text : texts) {
      String place = "key " + (keys.size() + 1);
      SecretKey key = new SecretKey(decode(text, place));
      Invalid.unless(ids.add(key.id), "secretKeys", place + " is there twice");
      keys.add(key);
    }
    return keys.isEmpty() ? NONE : new SecretKeys(List.copyOf(keys));
  }

  private static byte[] decode(String text, String place) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException _) {
      bytes = new byte[0];
    }
    Invalid.unless(
        bytes.length == SecretKey.BYTES,
        "secretKeys",
        place + " must be " + SecretKey.BYTES + " bytes in Base64");
    return bytes;
  }

  /** A new key, as {@link #of} reads it. */
  public static String generate() {
    return Base64.getEncoder().encodeToString(SecretKey.random());
  }

  /** The ids of the keys, in their order. */
  public List<String> ids() {
    return keys.stream().map(key -> key.id).toList();
  }

  /** The key that seals, or null when nothing is sealed. */
  @Nullable SecretKey first() {
    return keys.isEmpty() ? null : keys.getFirst();
  }

  /** The key with an id, or null. */
  @Nullable SecretKey find(String id) {
    for (SecretKey key : keys) {
      if (key.id.equals(id)) {
        return key;
      }
    }
    return null;
  }

  @Override
  public String toString() {
    return "keys " + ids();
  }
}
