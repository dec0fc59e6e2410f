package io.carillon.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The SKIP rule at the changes that {@link DaylightSavingTest} shows under RUN_ONCE. Each row lists
 * all occurrences that follow.
 */
class SkipTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // A fixed time in the gap does not fire; the one at its end does.
        "America/New_York | 0 30 2 * * *       | 2026-03-07T07:30:00Z | 2026-03-09T06:30:00Z",
        "America/New_York | 0 0 2 * * *        | 2026-03-07T07:30:00Z | 2026-03-09T06:00:00Z",
        "America/New_York | 59 59 1 * * *      | 2026-03-08T06:00:00Z | 2026-03-08T06:59:59Z 2026-03-09T05:59:59Z",
        "America/New_York | 0 0 3 * * *        | 2026-03-07T08:30:00Z | 2026-03-08T07:00:00Z 2026-03-09T07:00:00Z",
        "America/New_York | 0 0,30 2,3 * * *   | 2026-03-08T05:00:00Z | 2026-03-08T07:00:00Z 2026-03-08T07:30:00Z 2026-03-09T06:00:00Z",
        "America/New_York | 0 30 2 ? * SUN     | 2026-03-07T07:30:00Z | 2026-03-15T06:30:00Z",
        // The overlap: once, on the first pass.
        "America/New_York | 0 30 1 * * *       | 2026-10-31T05:30:00Z | 2026-11-01T05:30:00Z 2026-11-02T06:30:00Z",
        "America/New_York | 0 30 1 * * *       | 2026-11-01T06:10:00Z | 2026-11-02T06:30:00Z",
        // By interval: as the elapsed time goes, as under RUN_ONCE.
        "America/New_York | 0 */5 * * * *      | 2026-03-08T06:50:00Z | 2026-03-08T06:55:00Z 2026-03-08T07:00:00Z",
        "America/New_York | 0 30 * * * *       | 2026-11-01T05:00:00Z | 2026-11-01T05:30:00Z 2026-11-01T06:30:00Z 2026-11-01T07:30:00Z",
        "Africa/Cairo | 0 0 0 * * *            | 2023-04-27T12:00:00Z | 2023-04-28T21:00:00Z 2023-04-29T21:00:00Z",
        "Africa/Cairo | 0 0 1 * * *            | 2023-04-27T12:00:00Z | 2023-04-27T22:00:00Z 2023-04-28T22:00:00Z",
        "Africa/Cairo | 0 30 23 * * *          | 2023-10-26T12:00:00Z | 2023-10-26T20:30:00Z 2023-10-27T21:30:00Z",
        "Australia/Lord_Howe | 0 15 2 * * *    | 2026-10-03T12:00:00Z | 2026-10-04T15:15:00Z",
        "Australia/Lord_Howe | 0 30 2 * * *    | 2026-10-03T12:00:00Z | 2026-10-03T15:30:00Z 2026-10-04T15:30:00Z",
        "Australia/Lord_Howe | 0 45 1 * * *    | 2026-04-04T12:00:00Z | 2026-04-04T14:45:00Z 2026-04-05T15:15:00Z",
        "Pacific/Apia | 0 0 10 * * *           | 2011-12-29T12:00:00Z | 2011-12-29T20:00:00Z 2011-12-30T20:00:00Z",
        "Pacific/Apia | 0 0 0 30 12 *          | 2011-06-01T00:00:00Z | 2012-12-29T10:00:00Z",
        "Africa/Casablanca | 0 30 2 * * *      | 2026-03-21T12:00:00Z | 2026-03-23T01:30:00Z",
        "Africa/Casablanca | 0 30 2 * * *      | 2026-02-14T12:00:00Z | 2026-02-15T01:30:00Z 2026-02-16T02:30:00Z",
        "Asia/Kathmandu | 0 10 0 1 1 *         | 1985-12-31T12:00:00Z | 1986-12-31T18:25:00Z",
        "UTC | 0 30 2 * * *                    | 2026-03-08T00:00:00Z | 2026-03-08T02:30:00Z 2026-03-09T02:30:00Z",
      })
  void followingOccurrences(String zone, String expression, Instant after, String expected) {
    Schedule schedule =
        Schedule.parse(expression, ScheduleContext.in(ZoneId.of(zone)).withDst(DstPolicy.SKIP));
    Instant[] instants =
        Arrays.stream(expected.split(" ", -1)).map(Instant::parse).toArray(Instant[]::new);
    assertThat(
            Stream.iterate(after, at -> schedule.nextAfter(at).orElseThrow())
                .skip(1)
                .limit(instants.length))
        .containsExactly(instants);
  }

  /** The zone must not decide whether a stored job can be read. */
  @ParameterizedTest
  @CsvSource({
    "America/New_York, 0 30 2 8 3 ? 2026, SKIP",
    "Pacific/Apia, 0 0 12 30 12 ? 2011, SKIP",
    "Pacific/Apia, 0 0 12 30 12 ? 2011, RUN_ONCE",
  })
  void anExpressionWhoseOnlyTimesAreLeftOutHasNoOccurrence(
      String zone, String expression, DstPolicy dst) {
    Schedule schedule =
        Schedule.parse(expression, ScheduleContext.in(ZoneId.of(zone)).withDst(dst));
    assertThat(schedule.nextAfter(-1)).isEqualTo(Schedule.NEVER);
    assertThat(schedule.previousBefore(Long.MAX_VALUE)).isEqualTo(Schedule.NONE_BEFORE);
    assertThat(schedule.count(0, EpochMs.END)).isZero();
  }
}
