package io.carillon.invoker.http;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Writes instants as {@code 2026-03-01T12:00:00.000Z}: UTC, always three digits after the second.
 */
final class IsoMillis {
  private static final DateTimeFormatter ANY_YEAR =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
  private static final long DAY_MS = 86_400_000L;
  private static final long YEAR_0_MS = -62_167_219_200_000L;
  private static final long YEAR_10000_MS = 253_402_300_800_000L;

  private IsoMillis() {}

  /** Several times cheaper than a formatter; a call is on the path of every request. */
  static String of(long epochMs) {
    if (epochMs < YEAR_0_MS || epochMs >= YEAR_10000_MS) {
      return ANY_YEAR.format(Instant.ofEpochMilli(epochMs));
    }
    long days = Math.floorDiv(epochMs, DAY_MS);
    int ms = (int) Math.floorMod(epochMs, DAY_MS);
    // Days to a date in the proleptic Gregorian calendar, years counted from March.
    long shifted = days + 719_468;
    long era = Math.floorDiv(shifted, 146_097L);
    int dayOfEra = (int) (shifted - era * 146_097);
    int yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    int marchMonth = (5 * dayOfYear + 2) / 153;
    int day = dayOfYear - (153 * marchMonth + 2) / 5 + 1;
    int month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
    int year = (int) (yearOfEra + era * 400) + (month <= 2 ? 1 : 0);

    char[] text = "0000-00-00T00:00:00.000Z".toCharArray();
    digits(text, 0, 4, year);
    digits(text, 5, 2, month);
    digits(text, 8, 2, day);
    digits(text, 11, 2, ms / 3_600_000);
    digits(text, 14, 2, ms / 60_000 % 60);
    digits(text, 17, 2, ms / 1_000 % 60);
    digits(text, 20, 3, ms % 1_000);
    return new String(text);
  }

  private static void digits(char[] text, int from, int count, int value) {
    int rest = value;
    for (int i = from + count - 1; i >= from; i--) {
      text[i] = (char) ('0' + rest % 10);
      rest /= 10;
    }
  }
}
