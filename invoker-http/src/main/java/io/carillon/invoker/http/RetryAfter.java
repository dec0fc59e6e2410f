package io.carillon.invoker.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the Retry-After header (RFC 9110, section 10.2.3). */
final class RetryAfter {
  private static final int SECONDS_DIGITS_MAX = 9;

  private static final DateTimeFormatter ASCTIME =
      DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);

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
      return Math.max(0, date(text, nowMs).toEpochMilli() - nowMs);
    } catch (DateTimeException | ArithmeticException e) {
      return -1;
    }
  }

  /** In any form of RFC 9110, section 5.6.7. */
  private static Instant date(String text, long nowMs) {
    // Without the day of the week, which need not be right.
    String date = text.replaceFirst("^[A-Za-z]+,? *", "");
    DateTimeFormatter form =
        date.startsWith("-", 2)
            ? rfc850(nowMs)
            : date.matches("[A-Z].*") ? ASCTIME : DateTimeFormatter.RFC_1123_DATE_TIME;
    return form.parse(date, Instant::from);
  }

  /** Its years have two digits and are at most 50 years ahead. */
  private static DateTimeFormatter rfc850(long nowMs) {
    LocalDate now = LocalDate.ofInstant(Instant.ofEpochMilli(nowMs), ZoneOffset.UTC);
    return new DateTimeFormatterBuilder()
        .appendPattern("dd-MMM-")
        .appendValueReduced(ChronoField.YEAR, 2, 2, now.minusYears(49))
        .appendPattern(" HH:mm:ss 'GMT'")
        .toFormatter(Locale.ENGLISH)
        .withZone(ZoneOffset.UTC);
  }
}
