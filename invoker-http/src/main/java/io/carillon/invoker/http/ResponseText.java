package io.carillon.invoker.http;

import io.carillon.core.Execution;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The first bytes of an answer, as text that is safe to store and to show. */
final class ResponseText {
  private static final int BYTES_MAX = Execution.Attempt.RESPONSE_BYTES_MAX;
  private static final char REPLACEMENT = '\uFFFD';

  private byte[] kept = new byte[0];

  void add(ByteBuf chunk) {
    int room = BYTES_MAX - kept.length;
    if (room > 0) {
      int take = Math.min(room, chunk.readableBytes());
      byte[] longer = Arrays.copyOf(kept, kept.length + take);
      chunk.getBytes(chunk.readerIndex(), longer, kept.length, take);
      kept = longer;
    }
  }

  /** Null when there was nothing. */
  @Nullable String text() {
    return kept.length == 0 ? null : readable(kept);
  }

  /** Lenient UTF-8; a character cut at the limit is left out. */
  static String readable(byte[] bytes) {
    int end = bytes.length == BYTES_MAX ? endOfWholeCharacters(bytes) : bytes.length;
    String text = new String(bytes, 0, end, StandardCharsets.UTF_8);
    StringBuilder safe = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\r') {
        safe.append(isUnsafe(c) ? REPLACEMENT : c);
      }
    }
    return safe.toString();
  }

  private static int endOfWholeCharacters(byte[] bytes) {
    int lead = bytes.length - 1;
    while (lead > bytes.length - 4 && (bytes[lead] & 0xC0) == 0x80) {
      lead--;
    }
    int b = bytes[lead] & 0xFF;
    int length = b >= 0xF0 ? 4 : b >= 0xE0 ? 3 : b >= 0xC0 ? 2 : 1;
    return lead + length > bytes.length ? lead : bytes.length;
  }

  /** Control characters but line feed and tab, and the marks that turn the direction of text. */
  private static boolean isUnsafe(char c) {
    return (Character.isISOControl(c) && c != '\n' && c != '\t')
        || (c >= '\u202A' && c <= '\u202E')
        || (c >= '\u2066' && c <= '\u2069');
  }
}
