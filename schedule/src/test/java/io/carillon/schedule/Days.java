package io.carillon.schedule;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Random day fields of the whole grammar. */
final class Days {
  private Days() {}

  static Arbitrary<String> ofMonth() {
    Arbitrary<Integer> day = Arbitraries.integers().between(1, 31);
    Arbitrary<String> special =
        Arbitraries.frequencyOf(
            Tuple.of(2, Arbitraries.of("L", "LW")),
            Tuple.of(1, Arbitraries.integers().between(1, 30).map(n -> "L-" + n)),
            Tuple.of(2, day.map(n -> n + "W")));
    return Arbitraries.frequencyOf(
        Tuple.of(6, Arbitraries.of("*", "?")),
        Tuple.of(2, Expressions.field(1, 31, true)),
        Tuple.of(2, special),
        Tuple.of(1, list(Arbitraries.oneOf(special, day.map(String::valueOf)))));
  }

  static Arbitrary<String> ofWeek() {
    Arbitrary<String> day = Arbitraries.of("SUN", "MON", "WED", "FRI", "SAT", "0", "4", "7");
    Arbitrary<String> special =
        Arbitraries.frequencyOf(
            Tuple.of(2, day.map(d -> d + "L")),
            Tuple.of(1, day.map(d -> d + "#L")),
            Tuple.of(
                2,
                Combinators.combine(day, Arbitraries.integers().between(1, 5))
                    .as((d, n) -> d + "#" + n)));
    Arbitrary<String> plain =
        Arbitraries.of(
            "MON-FRI",
            "SUN",
            "0",
            "7",
            "TUE,THU",
            "WED-WED",
            "FRI-MON",
            "5-1",
            "SAT-WED/2",
            "*/2",
            "4/2",
            "H",
            "H(MON-FRI)",
            "H/3");
    Arbitrary<String> restricted =
        Arbitraries.frequencyOf(
            Tuple.of(3, plain),
            Tuple.of(3, special),
            Tuple.of(1, list(Arbitraries.oneOf(special, day, plain))));
    return Arbitraries.frequencyOf(
        Tuple.of(6, Arbitraries.of("*", "?")),
        Tuple.of(3, restricted),
        Tuple.of(2, restricted.map(days -> "+" + days)));
  }

  private static Arbitrary<String> list(Arbitrary<String> item) {
    return item.list().ofMinSize(2).ofMaxSize(3).map(items -> String.join(",", items));
  }
}
