package io.carillon.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/**
 * Other schedulers, each on the part of the grammar where it is right. Where they are not is listed
 * in {@link DisagreementsTest}.
 */
class OracleTest {
  private static final String SEED = "20260101";
  private static final long SECOND_MAX = 7_000_000_000L;

  /** Quartz looks 100 years ahead, and cron-utils ends with 2099. */
  private static final long SECOND_MAX_2090 = 3_786_912_000L;

  @Property(seed = SEED, tries = 10_000, edgeCases = EdgeCasesMode.NONE)
  void springAgreesOnPlainFieldsInUtc(
      @ForAll("plain") String expression, @ForAll @LongRange(min = 0, max = SECOND_MAX) long at) {
    assertAgrees(Oracle.SPRING, expression, ZoneOffset.UTC, Instant.ofEpochSecond(at), 1);
  }

  @Property(seed = SEED, tries = 5_000, edgeCases = EdgeCasesMode.NONE)
  void springAgreesOnPlainFieldsAwayFromChangesOfTheClock(
      @ForAll("plain") String expression,
      @ForAll("zones") ZoneId zone,
      @ForAll @LongRange(min = 0, max = SECOND_MAX) long at) {
    Instant after = Instant.ofEpochSecond(at);
    Schedule schedule = Schedule.parse(expression, ScheduleContext.in(zone));
    Instant end = schedule.nextAfter(after).orElseThrow().plus(Duration.ofDays(2));
    ZoneOffsetTransition change = zone.getRules().nextTransition(after.minus(Duration.ofDays(2)));
    if (change == null || change.getInstant().isAfter(end)) {
      assertAgrees(Oracle.SPRING, expression, zone, after, 1);
    }
  }

  @Property(seed = SEED, tries = 4_000, edgeCases = EdgeCasesMode.NONE)
  void quartzAgreesOnSpecialDays(
      @ForAll("quartz") String expression,
      @ForAll @LongRange(min = 0, max = SECOND_MAX_2090) long at) {
    assertAgrees(Oracle.QUARTZ, expression, ZoneOffset.UTC, Instant.ofEpochSecond(at), 3);
  }

  /** Once a day, asked before the month begins: otherwise Quartz is wrong about W. */
  @Property(seed = SEED, tries = 2_000, edgeCases = EdgeCasesMode.NONE)
  void quartzAgreesOnTheNearestWeekday(
      @ForAll("nearestWeekdays") String expression,
      @ForAll @IntRange(min = 0, max = 120 * 12) int months) {
    Instant before =
        LocalDate.EPOCH.plusMonths(months).atStartOfDay(ZoneOffset.UTC).toInstant().minusSeconds(1);
    assertAgrees(Oracle.QUARTZ, expression, ZoneOffset.UTC, before, 1);
  }

  @Property(seed = SEED, tries = 1_000, edgeCases = EdgeCasesMode.NONE)
  void cronUtilsAgreesOnSpecialDays(
      @ForAll("cronUtils") String expression,
      @ForAll @LongRange(min = 0, max = SECOND_MAX_2090) long at) {
    assertAgrees(Oracle.CRON_UTILS, expression, ZoneOffset.UTC, Instant.ofEpochSecond(at), 3);
  }

  @Provide
  Arbitrary<String> plain() {
    return Expressions.springs();
  }

  @Provide
  Arbitrary<ZoneId> zones() {
    return Arbitraries.of(Zones.all());
  }

  /** L, L-n and lists with L in day-of-month; nL and n#k in day-of-week. */
  @Provide
  Arbitrary<String> quartz() {
    Arbitrary<Integer> day = Arbitraries.integers().between(1, 31);
    Arbitrary<String> ofMonth =
        Arbitraries.frequencyOf(
            Tuple.of(1, Arbitraries.just("L")),
            Tuple.of(2, Arbitraries.integers().between(1, 30).map(n -> "L-" + n)),
            Tuple.of(1, Combinators.combine(day, day).as((a, b) -> a + "," + b + ",L")));
    return withTimes(ofMonth, specialOfWeek());
  }

  @Provide
  Arbitrary<String> nearestWeekdays() {
    Arbitrary<Integer> day = Arbitraries.integers().between(1, 31);
    return Arbitraries.frequencyOf(
            Tuple.of(1, Arbitraries.just("LW")),
            Tuple.of(4, day.map(n -> n + "W")),
            Tuple.of(1, Combinators.combine(day, day).as((a, b) -> a + "W," + b + "W")))
        .map(days -> "0 30 9 " + days + " * ?");
  }

  @Provide
  Arbitrary<String> cronUtils() {
    Arbitrary<String> ofMonth =
        Arbitraries.frequencyOf(
            Tuple.of(2, Arbitraries.of("L", "LW")),
            Tuple.of(2, Arbitraries.integers().between(1, 27).map(n -> "L-" + n)));
    return withTimes(ofMonth, specialOfWeek());
  }

  /** By name: the numbers of these two begin with Sunday as 1. */
  private static Arbitrary<String> specialOfWeek() {
    Arbitrary<String> name = Arbitraries.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");
    Arbitrary<Integer> nth = Arbitraries.integers().between(1, 5);
    return Arbitraries.oneOf(
        name.map(day -> day + "L"), Combinators.combine(name, nth).as((day, n) -> day + "#" + n));
  }

  private static Arbitrary<String> withTimes(Arbitrary<String> ofMonth, Arbitrary<String> ofWeek) {
    // No month is shorter than 31 days for long enough to make an expression that never fires.
    Arbitrary<String> month = Arbitraries.of("*", "*", "JAN", "1,7", "MAR-AUG", "1-12/2");
    Arbitrary<String> days =
        Arbitraries.oneOf(
            Combinators.combine(ofMonth, month).as((d, m) -> d + " " + m + " ?"),
            Combinators.combine(month, ofWeek).as((m, d) -> "? " + m + " " + d));
    Arbitrary<String> time =
        Arbitraries.of("0 0 0", "59 59 23", "0 30 9,17", "30 */20 8-10", "5/20 0 12");
    return Combinators.combine(time, days).as((t, d) -> t + " " + d);
  }

  private static void assertAgrees(
      Oracle oracle, String expression, ZoneId zone, Instant after, int count) {
    List<String> ours = Oracle.CARILLON.answers(expression, zone, after, count);
    assertThat(ours).isEqualTo(oracle.answers(expression, zone, after, count));
  }
}
