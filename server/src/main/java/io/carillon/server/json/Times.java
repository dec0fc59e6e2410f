package io.carillon.server.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Instants as the API writes them: ISO-8601 in UTC with three digits of milliseconds. */
public final class Times {
  /** What a field says that holds no instant. */
  public static final String EXPECTED =
      "must be an ISO-8601 date-time with an offset, such as 2027-01-01T09:00:00Z, in the years 1970"
          + " to 2199";

  private static final Instant FIRST = Instant.EPOCH;
  private static final Instant END = Instant.parse("2200-01-01T00:00:00Z");

  private Times() {}

  /**
   * Reads an instant, cut to milliseconds; empty when the text is none that Carillon works with.
   */
  public static Optional<Instant> parse(String text) {
    try {
      Instant instant = OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MILLIS);
      return instant.isBefore(FIRST) || !instant.isBefore(END)
          ? Optional.empty()
          : Optional.of(instant);
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  /** Writes an instant of the years 0 to 9999. */
  public static String format(Instant instant) {
    LocalDateTime at =
        LocalDateTime.ofEpochSecond(instant.getEpochSecond(), instant.getNano(), ZoneOffset.UTC);
    char[] text = "0000-00-00T00:00:00.000Z".toCharArray();
    digits(text, 0, 4, at.getYear());
    digits(text, 5, 2, at.getMonthValue());
    digits(text, 8, 2, at.getDayOfMonth());
    digits(text, 11, 2, at.getHour());
    digits(text, 14, 2, at.getMinute());
    digits(text, 17, 2, at.getSecond());
    digits(text, 20, 3, at.getNano() / 1_000_000);
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
