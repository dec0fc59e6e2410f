package io.carillon.store.jdbc;

import io.carillon.core.Invalid;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Where a list goes on: the key of the last row, opaque to clients. Bound to its kind of list, so
 * that a cursor of another list is refused.
 */
final class Cursor {
  private static final int CHARS_MAX = 100;

  private Cursor() {}

  static String encode(char list, long... key) {
    StringBuilder text = new StringBuilder().append(list);
    for (long part : key) {
      text.append(':').append(part);
    }
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.toString().getBytes(StandardCharsets.US_ASCII));
  }

  /** The key, or the given first key when there is no cursor; throws {@link Invalid}. */
  static long[] decode(char list, @Nullable String cursor, long... first) {
    if (cursor == null) {
      return first;
    }
    Invalid.unless(cursor.length() <= CHARS_MAX, "cursor", "is none of this list");
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(cursor);
      String[] parts = new String(bytes, StandardCharsets.US_ASCII).split(":", -1);
      if (parts.length == first.length + 1 && parts[0].equals(String.valueOf(list))) {
        long[] key = new long[first.length];
        for (int i = 0; i < key.length; i++) {
          key[i] = Long.parseLong(parts[i + 1]);
        }
        return key;
      }
    } catch (IllegalArgumentException e) {
      throw new Invalid("cursor", "is none of this list");
    }
    throw new Invalid("cursor", "is none of this list");
  }
}
