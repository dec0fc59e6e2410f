package io.carillon.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.BitSet;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Says by brute force when a six- or seven-field expression occurs. Shares nothing with the parser
 * and the search: it tests every value, every day and every second, with {@code java.time}. Only
 * the number that an {@code H} draws is taken from {@link Spread}, which defines it.
 */
final class Judge {
  private static final Pattern HASHED =
      Pattern.compile("H(?:\\(([^-]+)-([^)]+)\\))?(?:/([0-9]+))?");

  private final BitSet seconds;
  private final BitSet minutes;
  private final BitSet hours;
  private final DayJudge days;
  private final boolean isByInterval;

  /** Judges an expression without {@code H}. */
  Judge(String expression) {
    String[] fields = expression.split(" ", -1);
    FieldJudge second = FieldJudge.of(0, fields[0]);
    FieldJudge minute = FieldJudge.of(1, fields[1]);
    FieldJudge hour = FieldJudge.of(2, fields[2]);
    seconds = second.values();
    minutes = minute.values();
    hours = hour.values();
    days = new DayJudge(fields);
    isByInterval = second.isByInterval() || minute.isByInterval() || hour.isByInterval();
  }

  /** Judges an expression whose {@code H} are drawn by a seed. */
  static Judge of(String expression, String seed) {
    String[] fields = expression.split(" ", -1);
    for (CronField field : CronField.values()) {
      if (field.index() < fields.length) {
        fields[field.index()] = drawn(fields[field.index()], field, Spread.of(seed));
      }
    }
    return new Judge(String.join(" ", fields));
  }

  private static String drawn(String text, CronField field, Spread spread) {
    // "TH" of THU is no H.
    return Pattern.compile("(?<![A-Z])" + HASHED.pattern() + "(?![A-Z])")
        .matcher(text)
        .replaceAll(found -> drawn(found, field, spread));
  }

  private static String drawn(MatchResult found, CronField field, Spread spread) {
    FieldJudge judge = FieldJudge.of(field.index(), "*");
    int size = judge.max() - judge.min() + 1;
    int first = found.group(1) == null ? judge.min() : judge.value(found.group(1));
    int otherwise = field == CronField.DAY_OF_MONTH ? 28 : judge.max();
    int last = found.group(2) == null ? otherwise : judge.value(found.group(2));
    int count = Math.floorMod(last - first, size) + 1;
    Range range = new Range(first, count);
    if (found.group(3) == null) {
      return String.valueOf(spread.one(field, range).range().first());
    }
    int start = spread.stepped(field, range, Integer.parseInt(found.group(3))).range().first();
    return start + "-" + last + "/" + found.group(3);
  }

  boolean matches(LocalDate date) {
    return days.matches(date);
  }

  /** The first occurrence after a second of UTC, or the year 2200. */
  long nextAfterInUtc(long epochSecond) {
    LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(epochSecond, 86_400));
    while (date.getYear() < 2200) {
      if (matches(date)) {
        for (int time = nextTime(0); time < 86_400; time = nextTime(time + 1)) {
          if (date.toEpochDay() * 86_400 + time > epochSecond) {
            return date.toEpochDay() * 86_400 + time;
          }
        }
      }
      date = date.plusDays(1);
    }
    return date.toEpochDay() * 86_400;
  }

  /** The occurrences in [from, to), in epoch seconds and in order. */
  List<Long> occurrences(ZoneId zone, DstPolicy dst, long from, long to) {
    return List.copyOf(isByInterval ? byInstant(zone, from, to) : byLocalTime(zone, dst, from, to));
  }

  private SortedSet<Long> byInstant(ZoneId zone, long from, long to) {
    SortedSet<Long> found = new TreeSet<>();
    ZoneRules rules = zone.getRules();
    for (long second = from; second < to; second++) {
      long local = second + rules.getOffset(Instant.ofEpochSecond(second)).getTotalSeconds();
      if (isTime(Math.floorMod(local, 86_400))
          && matches(LocalDate.ofEpochDay(Math.floorDiv(local, 86_400)))) {
        found.add(second);
      }
    }
    return found;
  }

  private SortedSet<Long> byLocalTime(ZoneId zone, DstPolicy dst, long from, long to) {
    SortedSet<Long> found = new TreeSet<>();
    LocalDate first = LocalDate.ofInstant(Instant.ofEpochSecond(from), zone).minusDays(2);
    LocalDate last = LocalDate.ofInstant(Instant.ofEpochSecond(to), zone).plusDays(2);
    for (LocalDate date = first; date.isBefore(last); date = date.plusDays(1)) {
      if (!exists(zone, date) || !matches(date)) {
        continue;
      }
      for (int time = nextTime(0); time < 86_400; time = nextTime(time + 1)) {
        LocalDateTime local = date.atStartOfDay().plusSeconds(time);
        boolean isShown = !zone.getRules().getValidOffsets(local).isEmpty();
        long second = once(zone, local);
        if ((isShown || dst == DstPolicy.RUN_ONCE) && second >= from && second < to) {
          found.add(second);
        }
      }
    }
    return found;
  }

  private int nextTime(int secondOfDay) {
    int time = secondOfDay;
    while (time < 86_400 && !isTime(time)) {
      time += hours.get(time / 3600) && minutes.get(time / 60 % 60) ? 1 : 60 - time % 60;
    }
    return time;
  }

  private boolean isTime(int secondOfDay) {
    return seconds.get(secondOfDay % 60)
        && minutes.get(secondOfDay / 60 % 60)
        && hours.get(secondOfDay / 3600);
  }

  private static boolean exists(ZoneId zone, LocalDate date) {
    return date.atStartOfDay(zone).toLocalDate().equals(date);
  }

  /** A local time once: on its first pass, or at the jump if it does not exist. */
  static long once(ZoneId zone, LocalDateTime local) {
    List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
    return offsets.isEmpty()
        ? zone.getRules().getTransition(local).toEpochSecond()
        : local.toEpochSecond(offsets.getFirst());
  }
}
