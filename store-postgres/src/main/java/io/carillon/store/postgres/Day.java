package io.carillon.store.postgres;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;

/** A UTC day, whose executions lie in a table of their own. Immutable. */
record Day(LocalDate date) {
  private static final DateTimeFormatter FORM = DateTimeFormatter.BASIC_ISO_DATE;

  /** The day of an instant, epoch milliseconds. */
  static Day at(long epochMs) {
    return new Day(LocalDate.ofInstant(Instant.ofEpochMilli(epochMs), ZoneOffset.UTC));
  }

  /** The days of those tables that are named after one; see {@link #name}. */
  static List<Day> of(Collection<String> tables, String prefix) {
    return tables.stream()
        .filter(table -> table.matches(prefix + "\\d{8}"))
        .map(table -> new Day(LocalDate.parse(table.substring(prefix.length()), FORM)))
        .toList();
  }

  /** The name of the day's table. */
  String name(String prefix) {
    return prefix + date.format(FORM);
  }

  Day plus(int days) {
    return new Day(date.plusDays(days));
  }

  /** Inclusive, epoch milliseconds. */
  long startMs() {
    return date.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
  }

  /** Exclusive, epoch milliseconds. */
  long endMs() {
    return plus(1).startMs();
  }

  @Override
  public String toString() {
    return date.toString();
  }
}
