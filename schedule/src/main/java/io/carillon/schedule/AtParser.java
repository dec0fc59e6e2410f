package io.carillon.schedule;

import java.time.OffsetDateTime;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;

/** Reads the date-time of {@code @at}: ISO-8601 with an offset or Z. */
final class AtParser {
  static final String KEYWORD = "@AT";

  private static final String FIELD = "@at";
  private static final String REMEDY =
      "allowed is a date-time of 1970 to 2199 with an offset or Z, as 2027-01-01T09:00:00+01:00";

  /** Lenient only about the offset: "+HH" then stands for +01, +0100 and +01:00. */
  private static final DateTimeFormatter FORMAT =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .parseLenient()
          .appendOffset("+HH", "Z")
          .toFormatter()
          .withResolverStyle(ResolverStyle.STRICT)
          .withChronology(IsoChronology.INSTANCE);

  private AtParser() {}

  /**
   * Parses a date-time; digits past the millisecond are cut off.
   *
   * @param dateTime ASCII in upper case
   */
  static InstantSchedule parse(Word dateTime) {
    if (dateTime.text().isEmpty()) {
      throw refused(dateTime.start(), "the date-time is missing");
    }
    OffsetDateTime at;
    try {
      at = OffsetDateTime.parse(dateTime.text(), FORMAT).truncatedTo(ChronoUnit.MILLIS);
    } catch (DateTimeParseException e) {
      throw refused(dateTime.start() + e.getErrorIndex(), "this is not a date-time with an offset");
    }
    long atMs = EpochMs.of(at.toInstant());
    if (atMs < 0 || atMs >= EpochMs.END) {
      throw refused(dateTime.start(), "the date-time is out of range");
    }
    return new InstantSchedule(
        atMs, FIELD + " " + DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at));
  }

  /** The date-time of a normal form. */
  static OffsetDateTime dateTime(String normalForm) {
    return OffsetDateTime.parse(normalForm.substring(KEYWORD.length() + 1));
  }

  private static InvalidScheduleException refused(int index, String problem) {
    return new InvalidScheduleException(FIELD, index + 1, problem, REMEDY);
  }
}
