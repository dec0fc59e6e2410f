package io.carillon.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Says by brute force when a six-field expression occurs. Shares nothing with the search: it tests
 * every value, every day and every second, with {@code java.time}.
 */
final class Judge {
  private static final List<String> MONTHS =
      List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
  private static final List<String> DAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

  private final List<Integer> seconds;
  private final List<Integer> minutes;
  private final List<Integer> hours;
  private final List<Integer> daysOfMonth;
  private final List<Integer> months;
  private final List<Integer> daysOfWeek;
  private final boolean eitherDay;
  private final boolean byInterval;

  Judge(String expression) {
    String[] fields = expression.split(" ", -1);
    seconds = values(fields[0], 0, 59, List.of());
    minutes = values(fields[1], 0, 59, List.of());
    hours = values(fields[2], 0, 23, List.of());
    daysOfMonth = values(fields[3], 1, 31, List.of());
    months = values(fields[4], 1, 12, MONTHS);
    daysOfWeek = values(fields[5], 0, 6, DAYS);
    eitherDay = isRestricted(fields[3]) && isRestricted(fields[5]);
    byInterval =
        isByInterval(fields[0], 0, 59)
            || isByInterval(fields[1], 0, 59)
            || isByInterval(fields[2], 0, 23);
  }

  private static List<Integer> values(String field, int min, int max, List<String> names) {
    List<String> items = Arrays.asList(field.split(",", -1));
    return IntStream.rangeClosed(min, max)
        .filter(v -> items.stream().anyMatch(item -> selects(item, v, min, max, names)))
        .boxed()
        .toList();
  }

  private static boolean selects(String item, int value, int min, int max, List<String> names) {
    int size = max - min + 1;
    String range = item.replaceFirst("/.*", "");
    int step = item.contains("/") ? Integer.parseInt(item.replaceFirst(".*/", "")) : 1;
    int first = min;
    int last = max;
    if (!range.matches("[*?]")) {
      first = value(range.replaceFirst("-.*", ""), min, size, names);
      boolean open = item.contains("/") && !range.contains("-");
      last = open ? max : value(range.replaceFirst(".*-", ""), min, size, names);
    }
    int distance = Math.floorMod(value - first, size);
    return distance <= Math.floorMod(last - first, size) && distance % step == 0;
  }

  private static int value(String text, int min, int size, List<String> names) {
    int value = names.contains(text) ? names.indexOf(text) + min : Integer.parseInt(text);
    return (value - min) % size + min;
  }

  private static boolean isRestricted(String field) {
    return Arrays.stream(field.split(",", -1)).noneMatch(item -> item.matches("[*?]|[*]/1"));
  }

  private static boolean isByInterval(String field, int min, int max) {
    return Arrays.stream(field.split(",", -1))
        .anyMatch(item -> !item.matches("[0-9]+") && values(item, min, max, List.of()).size() > 1);
  }

  boolean matches(LocalDateTime local) {
    return minutes.contains(local.getMinute())
        && seconds.contains(local.getSecond())
        && hours.contains(local.getHour())
        && matches(local.toLocalDate());
  }

  private boolean matches(LocalDate date) {
    boolean ofMonth = daysOfMonth.contains(date.getDayOfMonth());
    boolean ofWeek = daysOfWeek.contains(date.getDayOfWeek().getValue() % 7);
    return months.contains(date.getMonthValue())
        && (eitherDay ? ofMonth || ofWeek : ofMonth && ofWeek);
  }

  /** The first occurrence after a second of UTC, day by day. There must be one. */
  long nextAfterInUtc(long epochSecond) {
    LocalDateTime after = LocalDateTime.ofEpochSecond(epochSecond, 0, ZoneOffset.UTC);
    LocalDate date = after.toLocalDate();
    while (true) {
      if (matches(date)) {
        for (LocalTime time : times()) {
          if (date.atTime(time).isAfter(after)) {
            return date.atTime(time).toEpochSecond(ZoneOffset.UTC);
          }
        }
      }
      date = date.plusDays(1);
    }
  }

  /** The first occurrences in [from, to), in epoch seconds and in order. */
  List<Long> occurrences(ZoneId zone, long from, long to, int limit) {
    return byInterval ? byInstant(zone, from, to, limit) : byLocalTime(zone, from, to, limit);
  }

  private List<Long> byInstant(ZoneId zone, long from, long to, int limit) {
    SortedSet<Long> found = new TreeSet<>();
    for (long second = from; second < to && found.size() < limit; second++) {
      ZoneOffset offset = zone.getRules().getOffset(Instant.ofEpochSecond(second));
      if (matches(LocalDateTime.ofEpochSecond(second, 0, offset))) {
        found.add(second);
      }
    }
    return List.copyOf(found);
  }

  private List<Long> byLocalTime(ZoneId zone, long from, long to, int limit) {
    SortedSet<Long> found = new TreeSet<>();
    LocalDate first = LocalDate.ofInstant(Instant.ofEpochSecond(from), zone).minusDays(2);
    LocalDate last = LocalDate.ofInstant(Instant.ofEpochSecond(to), zone).plusDays(2);
    for (LocalDate date = first; date.isBefore(last); date = date.plusDays(1)) {
      boolean exists = date.atStartOfDay(zone).toLocalDate().equals(date);
      if (exists && matches(date)) {
        for (LocalTime time : times()) {
          long second = once(zone, date.atTime(time));
          if (second >= from && second < to) {
            found.add(second);
          }
        }
      }
    }
    return found.stream().limit(limit).toList();
  }

  private List<LocalTime> times() {
    return hours.stream()
        .flatMap(
            h -> minutes.stream().flatMap(m -> seconds.stream().map(s -> LocalTime.of(h, m, s))))
        .toList();
  }

  /** A local time once: on its first pass, or at the jump if it does not exist. */
  static long once(ZoneId zone, LocalDateTime local) {
    List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
    return offsets.isEmpty()
        ? zone.getRules().getTransition(local).toEpochSecond()
        : local.toEpochSecond(offsets.getFirst());
  }
}
