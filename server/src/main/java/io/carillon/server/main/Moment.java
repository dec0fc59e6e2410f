package io.carillon.server.main;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;

/** An instant as people type it. */
final class Moment {
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("[yyyy-MM-dd'T'HH:mm[:ss[.SSS]][XXX]][yyyy-MM-dd]");

  private Moment() {}

  /**
   * Reads a date-time with or without an offset, or a date.
   *
   * @param option where it stands, for the message
   * @param zone of what has no offset
   */
  static Instant parse(String option, String text, ZoneId zone) {
    try {
      TemporalAccessor read =
          FORMAT.parseBest(text, ZonedDateTime::from, LocalDateTime::from, LocalDate::from);
      return switch (read) {
        case ZonedDateTime exact -> exact.toInstant();
        case LocalDateTime local -> local.atZone(zone).toInstant();
        case LocalDate date -> date.atStartOfDay(zone).toInstant();
        default -> throw new DateTimeException(text);
      };
    } catch (DateTimeException _) {
      throw new CronCommand.Refusal(
          option + ": '" + text + "' is no instant; write 2027-03-28T01:00:00Z or 2027-03-28");
    }
  }
}
