package io.carillon.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Searching backwards. Each row lists all occurrences before an instant, the latest first. */
class PreviousTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "UTC | 31 10-15 1 * * MON-FRI | 2026-01-05T01:10:32Z | 2026-01-05T01:10:31Z 2026-01-02T01:15:31Z",
        "UTC | 0 0 0 L * *      | 2026-03-31T00:00:00Z | 2026-02-28T00:00:00Z 2026-01-31T00:00:00Z",
        "UTC | 0 0 0 29 2 *     | 2104-02-29T00:00:00Z | 2096-02-29T00:00:00Z 2092-02-29T00:00:00Z",
        "UTC | 0 0 12 * * * 2024 | 2200-01-01T00:00:00Z | 2024-12-31T12:00:00Z 2024-12-30T12:00:00Z",
        "America/New_York | 0 30 2 * * * | 2026-03-09T06:30:00Z | 2026-03-08T07:00:00Z 2026-03-07T07:30:00Z",
        "America/New_York | 0 30 1 * * * | 2026-11-02T06:30:00Z | 2026-11-01T05:30:00Z 2026-10-31T05:30:00Z",
        "America/New_York | 0 30 * * * * | 2026-11-01T07:00:00Z | 2026-11-01T06:30:00Z 2026-11-01T05:30:00Z 2026-11-01T04:30:00Z",
        "Australia/Lord_Howe | 0 15 2 * * * | 2026-10-04T12:00:00Z | 2026-10-03T15:30:00Z 2026-10-02T15:45:00Z",
        "Pacific/Apia | 0 0 10 * * * | 2011-12-31T12:00:00Z | 2011-12-30T20:00:00Z 2011-12-29T20:00:00Z",
        "Africa/Cairo | 0 0 0 * * *  | 2023-04-28T12:00:00Z | 2023-04-27T22:00:00Z 2023-04-26T22:00:00Z",
        "UTC | @every 90s | 2026-01-01T00:03:00Z | 2026-01-01T00:01:30Z",
      })
  void latestFirst(String zone, String expression, Instant before, String expected) {
    Schedule schedule =
        Schedule.parse(expression, ZoneId.of(zone), Instant.parse("2026-01-01T00:00:00Z"));
    Instant[] instants =
        Arrays.stream(expected.split(" ", -1)).map(Instant::parse).toArray(Instant[]::new);
    assertThat(
            Stream.iterate(before, at -> schedule.previousBefore(at).orElseThrow())
                .skip(1)
                .limit(instants.length))
        .containsExactly(instants);
  }

  @Test
  void underSkipNothingStandsAtTheJump() {
    Schedule schedule =
        Schedule.parse(
            "0 30 2 * * *",
            ScheduleContext.in(ZoneId.of("America/New_York")).withDst(DstPolicy.SKIP));
    assertThat(schedule.previousBefore(Instant.parse("2026-03-09T06:30:00Z")))
        .hasValue(Instant.parse("2026-03-07T07:30:00Z"));
  }

  @Test
  void isStrictlyBeforeAndKnowsPartsOfAMillisecond() {
    Schedule schedule = parse("* * * * * *");
    assertThat(schedule.previousBefore(1001)).isEqualTo(1000);
    assertThat(schedule.previousBefore(1000)).isZero();
    assertThat(schedule.previousBefore(Instant.ofEpochSecond(1, 1)))
        .hasValue(Instant.ofEpochSecond(1));
    assertThat(schedule.previousBefore(Instant.ofEpochSecond(1))).hasValue(Instant.EPOCH);
  }

  @Test
  void nothingLiesBefore1970() {
    for (String expression : new String[] {"* * * * * *", "0 0 0 * * *", "@every 1s"}) {
      Schedule schedule = parse(expression);
      assertThat(schedule.previousBefore(0)).isEqualTo(Schedule.NONE_BEFORE);
      assertThat(schedule.previousBefore(Long.MIN_VALUE)).isEqualTo(Schedule.NONE_BEFORE);
      assertThat(schedule.previousBefore(Instant.MIN)).isEmpty();
    }
    assertThat(parse("0 0 0 1 1 *").previousBefore(1)).isZero();
    assertThat(parse("0 0 0 2 1 *").previousBefore(1)).isEqualTo(Schedule.NONE_BEFORE);
  }

  @Test
  void fromTheEndOfTimeTheLastOneIsFound() {
    assertThat(parse("0 0 0 1 1 *").previousBefore(Instant.MAX))
        .hasValue(Instant.parse("2199-01-01T00:00:00Z"));
    assertThat(parse("* * * * * *").previousBefore(Long.MAX_VALUE)).isEqualTo(EpochMs.END - 1000);
    assertThat(parse("@every 1s").previousBefore(Long.MAX_VALUE)).isEqualTo(EpochMs.END - 1000);
  }

  @Test
  void anIntervalHasNoneBeforeItsFirst() {
    Schedule schedule =
        Schedule.parse("@every 1h", ZoneId.of("UTC"), Instant.parse("2026-01-01T00:00:00Z"));
    Instant first = Instant.parse("2026-01-01T01:00:00Z");
    assertThat(schedule.previousBefore(first)).isEmpty();
    assertThat(schedule.previousBefore(first.plusMillis(1))).hasValue(first);
  }

  @Test
  void anInstantLiesBeforeWhateverFollowsIt() {
    Schedule schedule = parse("@at 2026-01-01T00:00:00Z");
    Instant at = Instant.parse("2026-01-01T00:00:00Z");
    assertThat(schedule.previousBefore(at)).isEmpty();
    assertThat(schedule.previousBefore(at.plusNanos(1))).hasValue(at);
  }

  private static Schedule parse(String expression) {
    return Schedule.parse(expression, ZoneId.of("UTC"), Instant.EPOCH);
  }
}
