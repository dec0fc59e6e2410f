package io.carillon.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

/** The search against the brute-force judge, on random expressions. A failure prints its seed. */
class CronSearchTest {
  private static final String SEED = "20260101";
  private static final int WINDOW_SECONDS = 30 * 3600;
  private static final int LAST_YEAR = 2190;
  private static final List<ZoneId> ZONES =
      List.of(
          ZoneId.of("America/New_York"),
          ZoneId.of("Africa/Cairo"),
          ZoneId.of("Australia/Lord_Howe"),
          ZoneId.of("Pacific/Apia"),
          ZoneId.of("Africa/Casablanca"),
          ZoneId.of("Asia/Kathmandu"),
          ZoneId.of("America/Nuuk"),
          ZoneId.of("Europe/Dublin"),
          ZoneId.of("Antarctica/Troll"),
          ZoneId.of("America/St_Johns"));

  /** Some seconds before a change of the clock, in one of the zones. */
  record Moment(ZoneId zone, DstPolicy dst, long second) {}

  @Property(seed = SEED, tries = 250, edgeCases = EdgeCasesMode.NONE)
  void agreesWithBruteForceAroundChangesOfTheClock(
      @ForAll("expressions") String expression, @ForAll("moments") Moment moment) {
    assertAgreesWithBruteForce(expression, moment);
  }

  @Property(seed = SEED, tries = 4000, edgeCases = EdgeCasesMode.NONE)
  void agreesWithBruteForceOnFixedTimesAroundChangesOfTheClock(
      @ForAll("fixedTimes") String expression, @ForAll("moments") Moment moment) {
    assertAgreesWithBruteForce(expression, moment);
  }

  @Property(seed = SEED, tries = 2000, edgeCases = EdgeCasesMode.NONE)
  void agreesWithBruteForceInUtc(
      @ForAll("expressions") String expression,
      @ForAll @LongRange(min = 0, max = 7_000_000_000L) long second) {
    Schedule schedule = parse(expression, new Moment(ZoneOffset.UTC, DstPolicy.RUN_ONCE, second));
    long next = schedule.nextAfter(second * 1000);
    long expected = Judge.of(expression, Expressions.SEED).nextAfterInUtc(second) * 1000;
    boolean isEnd = expected == EpochMs.END;
    assertThat(next).isEqualTo(isEnd ? Schedule.NEVER : expected);
  }

  @Property(seed = SEED, tries = 2000, edgeCases = EdgeCasesMode.NONE)
  void everyInputBeforeAnOccurrenceLeadsToIt(
      @ForAll("expressions") String expression,
      @ForAll("moments") Moment moment,
      @ForAll @LongRange(min = 0, max = 999_999) long millionths) {
    Schedule schedule = parse(expression, moment);
    long input = moment.second() * 1000;
    long next = schedule.nextAfter(input);
    if (next != Schedule.NEVER) {
      assertThat(next).isGreaterThan(input);
      long between = input + (next - input) / 1_000_000 * millionths;
      assertThat(schedule.nextAfter(between)).isEqualTo(next);
      assertThat(schedule.nextAfter(next - 1)).isEqualTo(next);
      assertThat(schedule.nextAfter(next)).isGreaterThan(next);
    }
  }

  @Property(seed = SEED, tries = 4000, edgeCases = EdgeCasesMode.NONE)
  void previousGoesBackTheSameWay(
      @ForAll("expressions") String expression,
      @ForAll("moments") Moment moment,
      @ForAll @LongRange(min = 0, max = 999_999) long millionths) {
    Schedule schedule = parse(expression, moment);
    long input = moment.second() * 1000;
    long next = schedule.nextAfter(input);
    long previous = schedule.previousBefore(next);
    assertThat(previous).isLessThanOrEqualTo(input);
    if (next != Schedule.NEVER) {
      assertThat(schedule.previousBefore(next + 1)).isEqualTo(next);
      long between = next - (next - Math.max(0, previous)) / 1_000_000 * millionths;
      assertThat(schedule.previousBefore(between)).isEqualTo(previous);
    }
    if (previous != Schedule.NONE_BEFORE) {
      assertThat(schedule.nextAfter(previous)).isEqualTo(next);
    }
  }

  @Property(seed = SEED, tries = 1000, edgeCases = EdgeCasesMode.NONE)
  void countsWhatASearchFinds(
      @ForAll("expressions") String expression, @ForAll("moments") Moment moment) {
    Schedule schedule = parse(expression, moment);
    long from = moment.second() * 1000;
    long at = from;
    for (int count = 0; count < 250; count++) {
      assertThat(schedule.count(from, at)).isEqualTo(count);
      at = schedule.nextAfter(count == 0 ? from - 1 : at);
      if (at == Schedule.NEVER) {
        assertThat(schedule.count(from, Long.MAX_VALUE)).isEqualTo(count);
        return;
      }
      assertThat(schedule.count(from, at)).isEqualTo(count);
      assertThat(schedule.count(from, at + 1)).isEqualTo(count + 1);
      at++;
    }
  }

  @Property(seed = SEED, tries = 1000, edgeCases = EdgeCasesMode.NONE)
  void theNormalFormParsesToAnEqualSchedule(
      @ForAll("expressions") String expression, @ForAll("moments") Moment moment) {
    Schedule schedule = parse(expression.toLowerCase(Locale.ROOT), moment);
    assertThat(schedule.expression()).isEqualTo(expression);
    assertThat(parse(schedule.expression(), moment)).isEqualTo(schedule);
  }

  @Property(seed = SEED, tries = 500, edgeCases = EdgeCasesMode.NONE)
  void isRefusedOnlyIfNoDayBefore2200Matches(@ForAll("days") String expression) {
    Judge judge = new Judge(expression);
    boolean fires = LocalDate.EPOCH.datesUntil(LocalDate.of(2200, 1, 1)).anyMatch(judge::matches);
    boolean isAccepted = true;
    try {
      var _ = Schedule.parse(expression, ScheduleContext.in(ZoneOffset.UTC));
    } catch (InvalidScheduleException e) {
      assertThat(e).hasMessageContaining("never fires before the year 2200: ");
      isAccepted = false;
    }
    assertThat(isAccepted).isEqualTo(fires);
  }

  @Provide
  Arbitrary<String> expressions() {
    return Expressions.any();
  }

  @Provide
  Arbitrary<String> fixedTimes() {
    return Expressions.fixedTimes();
  }

  /** Without H. */
  @Provide
  Arbitrary<String> days() {
    return Expressions.days().filter(expression -> !expression.matches(".*H([(/ ].*)?"));
  }

  @Provide
  Arbitrary<Moment> moments() {
    return Arbitraries.of(ZONES)
        .flatMap(
            zone ->
                Arbitraries.of(Zones.changes(zone, LAST_YEAR))
                    .flatMap(
                        change ->
                            Arbitraries.longs()
                                .between(0, 26 * 3600)
                                .flatMap(
                                    before ->
                                        Arbitraries.of(DstPolicy.class)
                                            .map(
                                                dst ->
                                                    new Moment(
                                                        zone,
                                                        dst,
                                                        change.toEpochSecond() - before)))));
  }

  private static void assertAgreesWithBruteForce(String expression, Moment moment) {
    Schedule schedule = parse(expression, moment);
    long end = moment.second() + WINDOW_SECONDS;
    List<Long> expected =
        Judge.of(expression, Expressions.SEED)
            .occurrences(moment.zone(), moment.dst(), moment.second() + 1, end);
    List<Long> found = new ArrayList<>();
    long at = schedule.nextAfter(moment.second() * 1000);
    while (at < end * 1000) {
      found.add(at / 1000);
      at = schedule.nextAfter(at);
    }
    assertThat(found).isEqualTo(expected);
  }

  private static Schedule parse(String expression, Moment moment) {
    return Schedule.parse(
        expression,
        ScheduleContext.in(moment.zone()).withDst(moment.dst()).seededBy(Expressions.SEED));
  }
}
