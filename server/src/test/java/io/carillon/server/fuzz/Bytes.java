package io.carillon.server.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

/** Bytes held as texts of which each character is one byte, so that they print and compare. */
final class Bytes {
  private Bytes() {}

  static String of(byte[] bytes) {
    return new String(bytes, ISO_8859_1);
  }

  /** A text as UTF-8. */
  static String utf8(String text) {
    return of(text.getBytes(UTF_8));
  }

  static byte[] raw(String bytes) {
    return bytes.getBytes(ISO_8859_1);
  }

  /** As they stand in a URL: everything but unreserved characters is escaped. */
  static String percentEncoded(String bytes) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < bytes.length(); i++) {
      char c = bytes.charAt(i);
      boolean isPlain = c < 0x80 && (Character.isLetterOrDigit(c) || "-._~".indexOf(c) >= 0);
      text.append(isPlain ? String.valueOf(c) : "%%%02X".formatted((int) c));
    }
    return text.toString();
  }

  /** As an argument of a POSIX shell's {@code printf}, quotes included. */
  static String forPrintf(String bytes) {
    StringBuilder text = new StringBuilder("'");
    for (int i = 0; i < bytes.length(); i++) {
      char c = bytes.charAt(i);
      boolean isPlain = c >= ' ' && c < 0x7F && "'\\%".indexOf(c) < 0;
      text.append(isPlain ? String.valueOf(c) : "\\%03o".formatted((int) c));
    }
    return text.append("'").toString();
  }
}
