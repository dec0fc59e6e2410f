package io.carillon.schedule;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Random six-field expressions in normal form; each fires at some time. */
final class Expressions {
  private Expressions() {}

  /** Any plain grammar; hours lean towards those in which clocks change. */
  static Arbitrary<String> any() {
    Arbitrary<String> second =
        Arbitraries.frequencyOf(
            Tuple.of(3, Arbitraries.of("0", "59")), Tuple.of(2, field(0, 59, true)));
    Arbitrary<String> hour =
        Arbitraries.frequencyOf(
            Tuple.of(2, Arbitraries.of("0", "1", "2", "3", "1,2", "0,1,2,3", "23", "2,3")),
            Tuple.of(1, Arbitraries.just("*")),
            Tuple.of(2, field(0, 23, true)));
    return expression(second, field(0, 59, true), hour, true);
  }

  /** Fixed times, most of them in the hours in which clocks change. */
  static Arbitrary<String> fixedTimes() {
    Arbitrary<String> minute = Arbitraries.integers().between(0, 59).map(String::valueOf);
    return expression(
        Arbitraries.of("0", "59", "0,30", "7/53"),
        minute.list().ofMinSize(1).ofMaxSize(3).map(list -> String.join(",", list)),
        Arbitraries.of(
            "0", "1", "2", "3", "22", "23", "1,2", "2,3", "0,1,2,3", "0,12", "23,0", "9"),
        true);
  }

  /**
   * What Spring reads the same way: no wrap-around, one day field, no step in the days of the week.
   */
  static Arbitrary<String> springs() {
    return expression(field(0, 59, false), field(0, 59, false), field(0, 23, false), false);
  }

  private static Arbitrary<String> expression(
      Arbitrary<String> second, Arbitrary<String> minute, Arbitrary<String> hour, boolean wrap) {
    Arbitrary<String> date = Arbitraries.oneOf(field(1, 28, wrap), Arbitraries.of("29", "30"));
    Arbitrary<String> weekday =
        Arbitraries.oneOf(
            Arbitraries.of("MON-FRI", "SUN", "SAT", "0", "7", "TUE,THU", "1-3", "WED-WED"),
            wrap
                ? Arbitraries.of("FRI-MON", "5-1", "SAT-WED/2", "*/2", "4/2")
                : Arbitraries.of("1"));
    Arbitrary<String> days =
        Arbitraries.frequencyOf(
            Tuple.of(4, Arbitraries.of("* %s *", "? %s *", "* %s ?")),
            Tuple.of(1, date.map(d -> d + " %s *")),
            Tuple.of(2, weekday.map(w -> "* %s " + w)),
            Tuple.of(
                wrap ? 1 : 0, Combinators.combine(date, weekday).as((d, w) -> d + " %s " + w)));
    Arbitrary<String> month =
        Arbitraries.frequencyOf(
            Tuple.of(4, Arbitraries.just("*")),
            Tuple.of(1, Arbitraries.of("JAN", "3", "MAR-APR", "10,11", "SEP-NOV", "*/3", "2/3")),
            Tuple.of(1, Arbitraries.of(wrap ? "NOV-MAR" : "3-11")));
    return Combinators.combine(second, minute, hour, days, month)
        .as(
            (s, m, h, d, mo) -> {
              // 30 February never fires, 30 of another month does.
              String selected = d.startsWith("30 ") && mo.equals("2") ? "3" : mo;
              return String.join(" ", List.of(s, m, h, d.replace("%s", selected)));
            });
  }

  private static Arbitrary<String> field(int min, int max, boolean wrap) {
    return Arbitraries.frequencyOf(
        Tuple.of(2, Arbitraries.just("*")),
        Tuple.of(4, item(min, max, wrap)),
        Tuple.of(
            1,
            item(min, max, wrap).list().ofMinSize(2).ofMaxSize(4).map(l -> String.join(",", l))));
  }

  private static Arbitrary<String> item(int min, int max, boolean wrap) {
    Arbitrary<Integer> value = Arbitraries.integers().between(min, max);
    Arbitrary<String> range =
        Combinators.combine(value, value).as((a, b) -> wrap || a <= b ? a + "-" + b : b + "-" + a);
    Arbitrary<String> stepped =
        Combinators.combine(value, value, Arbitraries.integers().between(1, max))
            .as(
                (a, b, n) -> {
                  int first = wrap ? a : Math.min(a, b);
                  int last = wrap ? b : Math.max(a, b);
                  int size = Math.floorMod(last - first, max - min + 1) + 1;
                  return first + "-" + last + "/" + (n % size + 1);
                });
    Arbitrary<String> open =
        Combinators.combine(value, Arbitraries.integers().between(1, max))
            .as((a, n) -> a + "/" + (n % (max - a + 1) + 1));
    Arbitrary<String> everyNth =
        Arbitraries.integers().between(1, max - min + 1).map(n -> "*/" + n);
    return Arbitraries.frequencyOf(
        Tuple.of(4, value.map(String::valueOf)),
        Tuple.of(2, range),
        Tuple.of(1, stepped),
        Tuple.of(1, open),
        Tuple.of(1, everyNth));
  }
}
