package io.carillon.invoker.http;

import java.time.DateTimeException;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Reads the Retry-After header (RFC 9110, section 10.2.3). */
final class RetryAfter {
  private static final int SECONDS_DIGITS_MAX = 9;

  private RetryAfter() {}

  /**
   * What the header asks for.
   *
   * @param nowMs wall time, for the header's date form
   * @return milliseconds from now, 0 or more; -1 when there is no header or it is malformed
   */
  static long ms(@Nullable String header, long nowMs) {
    if (header == null) {
      return -1;
    }
    String text = header.strip();
    if (!text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      String digits = text.length() > SECONDS_DIGITS_MAX ? "9".repeat(SECONDS_DIGITS_MAX) : text;
      return Long.parseLong(digits) * 1_000;
    }
    try {
      // Without the day of the week, which need not be right.
      long at =
          ZonedDateTime.parse(
                  text.substring(text.indexOf(',') + 1).strip(),
                  DateTimeFormatter.RFC_1123_DATE_TIME)
              .toInstant()
              .toEpochMilli();
      return Math.max(0, at - nowMs);
    } catch (DateTimeException | ArithmeticException e) {
      return -1;
    }
  }
}
