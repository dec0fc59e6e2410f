package io.carillon.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.springframework.scheduling.support.CronExpression;

/** The search against independent judges, on random expressions. A failure prints its seed. */
class CronSearchTest {
  private static final String SEED = "20260101";
  private static final int WINDOW_SECONDS = 30 * 3600;
  private static final int LIMIT = 60;
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
  record Moment(ZoneId zone, long second) {}

  @Property(seed = SEED, tries = 800, edgeCases = EdgeCasesMode.NONE)
  void agreesWithBruteForceAroundChangesOfTheClock(
      @ForAll("expressions") String expression, @ForAll("moments") Moment moment) {
    assertAgreesWithBruteForce(expression, moment);
  }

  @Property(seed = SEED, tries = 5000, edgeCases = EdgeCasesMode.NONE)
  void agreesWithBruteForceOnFixedTimesAroundChangesOfTheClock(
      @ForAll("fixedTimes") String expression, @ForAll("moments") Moment moment) {
    assertAgreesWithBruteForce(expression, moment);
  }

  @Property(seed = SEED, tries = 3000, edgeCases = EdgeCasesMode.NONE)
  void agreesWithBruteForceInUtc(
      @ForAll("expressions") String expression,
      @ForAll @LongRange(min = 0, max = 7_000_000_000L) long second) {
    Schedule schedule = Schedule.parse(expression, ZoneOffset.UTC, Instant.EPOCH);
    assertThat(schedule.nextAfter(second * 1000))
        .isEqualTo(new Judge(expression).nextAfterInUtc(second) * 1000);
  }

  @Property(seed = SEED, tries = 10_000, edgeCases = EdgeCasesMode.NONE)
  void agreesWithSpringInUtc(
      @ForAll("springExpressions") String expression,
      @ForAll @LongRange(min = 0, max = 7_000_000_000L) long second) {
    LocalDateTime after = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
    LocalDateTime expected = Objects.requireNonNull(CronExpression.parse(expression).next(after));
    Schedule schedule = Schedule.parse(expression, ZoneOffset.UTC, Instant.EPOCH);

    assertThat(schedule.nextAfter(second * 1000))
        .isEqualTo(expected.toInstant(ZoneOffset.UTC).toEpochMilli());
  }

  @Property(seed = SEED, tries = 2000, edgeCases = EdgeCasesMode.NONE)
  void everyInputBeforeAnOccurrenceLeadsToIt(
      @ForAll("expressions") String expression,
      @ForAll("moments") Moment moment,
      @ForAll @LongRange(min = 0, max = 999_999) long millionths) {
    Schedule schedule = Schedule.parse(expression, moment.zone(), Instant.EPOCH);
    long input = moment.second() * 1000;
    long next = schedule.nextAfter(input);
    assertThat(next).isGreaterThan(input);
    assertThat(schedule.nextAfter(input + (next - input) * millionths / 1_000_000)).isEqualTo(next);
    assertThat(schedule.nextAfter(next - 1)).isEqualTo(next);
    assertThat(schedule.nextAfter(next)).isGreaterThan(next);
  }

  @Property(seed = SEED, tries = 1000, edgeCases = EdgeCasesMode.NONE)
  void theNormalFormParsesToAnEqualSchedule(
      @ForAll("expressions") String expression, @ForAll("moments") Moment moment) {
    Schedule schedule =
        Schedule.parse(expression.toLowerCase(Locale.ROOT), moment.zone(), Instant.EPOCH);
    assertThat(schedule.expression()).isEqualTo(expression);
    assertThat(Schedule.parse(schedule.expression(), moment.zone(), Instant.EPOCH))
        .isEqualTo(schedule);
  }

  @Provide
  Arbitrary<String> expressions() {
    return Expressions.any();
  }

  @Provide
  Arbitrary<String> fixedTimes() {
    return Expressions.fixedTimes();
  }

  @Provide
  Arbitrary<String> springExpressions() {
    return Expressions.springs();
  }

  @Provide
  Arbitrary<Moment> moments() {
    return Arbitraries.of(ZONES)
        .flatMap(
            zone ->
                Arbitraries.of(changes(zone))
                    .flatMap(
                        change ->
                            Arbitraries.longs()
                                .between(0, 26 * 3600)
                                .map(before -> new Moment(zone, change - before))));
  }

  private static void assertAgreesWithBruteForce(String expression, Moment moment) {
    Schedule schedule = Schedule.parse(expression, moment.zone(), Instant.EPOCH);
    long end = moment.second() + WINDOW_SECONDS;
    List<Long> expected =
        new Judge(expression).occurrences(moment.zone(), moment.second() + 1, end, LIMIT);
    List<Long> found = new ArrayList<>();
    long at = schedule.nextAfter(moment.second() * 1000);
    while (at < end * 1000 && found.size() < LIMIT) {
      found.add(at / 1000);
      at = schedule.nextAfter(at);
    }
    assertThat(found).isEqualTo(expected);
  }

  private static List<Long> changes(ZoneId zone) {
    List<Long> changes = new ArrayList<>();
    ZoneOffsetTransition change =
        zone.getRules().nextTransition(Instant.parse("1970-01-03T00:00:00Z"));
    while (change != null && change.toEpochSecond() < 7_000_000_000L) {
      changes.add(change.toEpochSecond());
      change = zone.getRules().nextTransition(change.getInstant());
    }
    return changes;
  }
}
