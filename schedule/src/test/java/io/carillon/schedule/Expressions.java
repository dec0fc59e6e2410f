package io.carillon.schedule;

import java.time.ZoneOffset;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Random expressions in normal form, of six fields or seven. */
final class Expressions {
  /** What {@code H} is drawn by. */
  static final String SEED = "job-7";

  private Expressions() {}

  /**
   * The whole grammar; each fires at some time. Hours lean towards those in which clocks change.
   */
  static Arbitrary<String> any() {
    return Arbitraries.frequencyOf(Tuple.of(3, intervals()), Tuple.of(2, fixedTimes()));
  }

  /** Any grammar in seconds, minutes and hours. */
  static Arbitrary<String> intervals() {
    Arbitrary<String> second =
        Arbitraries.frequencyOf(
            Tuple.of(3, Arbitraries.of("0", "59")), Tuple.of(2, field(0, 59, true)));
    Arbitrary<String> hour =
        Arbitraries.frequencyOf(
            Tuple.of(2, Arbitraries.of("0", "1", "2", "3", "1,2", "0,1,2,3", "23", "2,3")),
            Tuple.of(1, Arbitraries.just("*")),
            Tuple.of(2, field(0, 23, true)));
    return join(second, field(0, 59, true), hour, dates()).filter(Expressions::fires);
  }

  /** Fixed times, most of them in the hours in which clocks change. */
  static Arbitrary<String> fixedTimes() {
    Arbitrary<String> minute = Arbitraries.integers().between(0, 59).map(String::valueOf);
    return join(
            Arbitraries.of("0", "59", "0,30", "7/53", "H"),
            Arbitraries.frequencyOf(
                Tuple.of(9, minute.list().ofMinSize(1).ofMaxSize(3).map(l -> String.join(",", l))),
                Tuple.of(1, Arbitraries.of("H", "H(0-9)"))),
            Arbitraries.of(
                "0", "1", "2", "3", "22", "23", "1,2", "2,3", "0,1,2,3", "0,12", "23,0", "9", "H"),
            dates())
        .filter(Expressions::fires);
  }

  /** Once a day at most, at midnight; some never fire. */
  static Arbitrary<String> days() {
    Arbitrary<String> zero = Arbitraries.just("0");
    return join(zero, zero, zero, dates());
  }

  /**
   * What Spring reads the same way: no wrap-around, one day field, no step in the days of the week.
   */
  static Arbitrary<String> springs() {
    Arbitrary<String> date = Arbitraries.oneOf(field(1, 28, false), Arbitraries.of("29", "30"));
    Arbitrary<String> weekday =
        Arbitraries.of("MON-FRI", "SUN", "SAT", "0", "7", "TUE,THU", "1-3", "WED-WED", "1");
    Arbitrary<String> month =
        Arbitraries.of("*", "*", "*", "JAN", "3", "MAR-APR", "10,11", "*/3", "2/3", "3-11");
    Arbitrary<String> days =
        Arbitraries.frequencyOf(
            Tuple.of(2, month.map(m -> "* " + m + " *")),
            Tuple.of(1, Combinators.combine(date, month).as((d, m) -> d + " " + m + " ?")),
            Tuple.of(1, Combinators.combine(month, weekday).as((m, w) -> "? " + m + " " + w)));
    return join(field(0, 59, false), field(0, 59, false), field(0, 23, false), days);
  }

  private static Arbitrary<String> dates() {
    Arbitrary<String> month =
        Arbitraries.frequencyOf(
            Tuple.of(6, Arbitraries.just("*")),
            Tuple.of(2, Arbitraries.of("JAN", "3", "MAR-APR", "10,11", "SEP-NOV", "*/3", "2/3")),
            Tuple.of(1, Arbitraries.of("NOV-MAR", "2", "FEB,4", "H", "H(3-4)", "H/3")));
    Arbitrary<String> year =
        Arbitraries.frequencyOf(
            Tuple.of(7, Arbitraries.just("")),
            Tuple.of(
                1,
                Arbitraries.of(
                    " *", " 1970-2199/2", " */4", " 1999,2024-2031", " 2026/7", " H/3", " 2100")));
    return Combinators.combine(Days.ofMonth(), month, Days.ofWeek(), year)
        .as((d, m, w, y) -> d + " " + m + " " + w + y);
  }

  private static Arbitrary<String> join(
      Arbitrary<String> second,
      Arbitrary<String> minute,
      Arbitrary<String> hour,
      Arbitrary<String> dates) {
    return Combinators.combine(second, minute, hour, dates)
        .as((s, m, h, d) -> String.join(" ", List.of(s, m, h, d)));
  }

  private static boolean fires(String expression) {
    try {
      Schedule schedule =
          Schedule.parse(expression, ScheduleContext.in(ZoneOffset.UTC).seededBy(SEED));
      return schedule.nextAfter(-1) != Schedule.NEVER;
    } catch (InvalidScheduleException _) {
      return false;
    }
  }

  /** Plain grammar of a field, and {@code H} where wrap-around ranges are allowed. */
  static Arbitrary<String> field(int min, int max, boolean isWhole) {
    return Arbitraries.frequencyOf(
        Tuple.of(2, Arbitraries.just("*")),
        Tuple.of(4, item(min, max, isWhole)),
        Tuple.of(
            1,
            item(min, max, isWhole)
                .list()
                .ofMinSize(2)
                .ofMaxSize(4)
                .map(items -> String.join(",", items))));
  }

  private static Arbitrary<String> item(int min, int max, boolean isWhole) {
    Arbitrary<Integer> value = Arbitraries.integers().between(min, max);
    Arbitrary<Integer> step = Arbitraries.integers().between(1, max - min + 1);
    Arbitrary<String> range =
        Combinators.combine(value, value)
            .as((a, b) -> isWhole || a <= b ? a + "-" + b : b + "-" + a);
    Arbitrary<String> stepped =
        Combinators.combine(range, step).as((r, n) -> r + "/" + (n % count(r, max - min + 1) + 1));
    Arbitrary<String> open =
        Combinators.combine(value, step).as((a, n) -> a + "/" + (n % (max - a + 1) + 1));
    int hashed = isWhole ? 1 : 0;
    return Arbitraries.frequencyOf(
        Tuple.of(8, value.map(String::valueOf)),
        Tuple.of(4, range),
        Tuple.of(2, stepped),
        Tuple.of(2, open),
        Tuple.of(2, step.map(n -> "*/" + n)),
        Tuple.of(hashed, Arbitraries.just("H")),
        Tuple.of(hashed, range.map(r -> "H(" + r + ")")),
        Tuple.of(hashed, step.map(n -> "H/" + Math.min(n, 28))),
        Tuple.of(
            hashed,
            Combinators.combine(range, step)
                .as((r, n) -> "H(" + r + ")/" + (n % count(r, max - min + 1) + 1))));
  }

  private static int count(String range, int size) {
    String[] ends = range.split("-", -1);
    return Math.floorMod(Integer.parseInt(ends[1]) - Integer.parseInt(ends[0]), size) + 1;
  }
}
