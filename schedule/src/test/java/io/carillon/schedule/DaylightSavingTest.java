package io.carillon.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hard cases of the RUN_ONCE rule, one by one. Each row lists all occurrences that follow. */
class DaylightSavingTest {

  // 2026-03-08: 02:00 EST becomes 03:00 EDT at 07:00Z. 2026-11-01: 02:00 EDT becomes 01:00 EST at
  // 06:00Z.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 30 2 * * *|       2026-03-07T07:30:00Z | 2026-03-08T07:00:00Z 2026-03-09T06:30:00Z",
        "0 0 2 * * *|        2026-03-07T07:30:00Z | 2026-03-08T07:00:00Z 2026-03-09T06:00:00Z",
        "0 0 3 * * *|        2026-03-07T08:30:00Z | 2026-03-08T07:00:00Z 2026-03-09T07:00:00Z",
        "59 59 1 * * *|      2026-03-08T06:00:00Z | 2026-03-08T06:59:59Z 2026-03-09T05:59:59Z",
        "0 0/60 2 * * *|     2026-03-07T07:30:00Z | 2026-03-08T07:00:00Z 2026-03-09T06:00:00Z",
        "0 0,15 2 * * *|     2026-03-08T05:00:00Z | 2026-03-08T07:00:00Z 2026-03-09T06:00:00Z",
        "0 0,30 2,3 * * *|   2026-03-08T05:00:00Z | 2026-03-08T07:00:00Z 2026-03-08T07:30:00Z",
        "0 */10 2 * * *|     2026-03-07T07:50:00Z | 2026-03-09T06:00:00Z 2026-03-09T06:10:00Z",
        "0 0 1-3 * * *|      2026-03-08T05:00:00Z | 2026-03-08T06:00:00Z 2026-03-08T07:00:00Z 2026-03-09T05:00:00Z",
        "0 0 */2 * * *|      2026-03-08T05:00:00Z | 2026-03-08T08:00:00Z 2026-03-08T10:00:00Z",
        "0 30 * * * *|       2026-03-08T06:00:00Z | 2026-03-08T06:30:00Z 2026-03-08T07:30:00Z",
        "0 */5 * * * *|      2026-03-08T06:50:00Z | 2026-03-08T06:55:00Z 2026-03-08T07:00:00Z 2026-03-08T07:05:00Z",
        "0 30 1 * * *|       2026-10-31T05:30:00Z | 2026-11-01T05:30:00Z 2026-11-02T06:30:00Z",
        "0 0 1 * * *|        2026-11-01T00:00:00Z | 2026-11-01T05:00:00Z 2026-11-02T06:00:00Z",
        "0 0 2 * * *|        2026-11-01T00:00:00Z | 2026-11-01T07:00:00Z 2026-11-02T07:00:00Z",
        "0 0,30 1,2 * * *|   2026-11-01T05:00:00Z | 2026-11-01T05:30:00Z 2026-11-01T07:00:00Z 2026-11-01T07:30:00Z",
        "0 30 1 * * *|       2026-11-01T06:10:00Z | 2026-11-02T06:30:00Z",
        "0 30 * * * *|       2026-11-01T05:00:00Z | 2026-11-01T05:30:00Z 2026-11-01T06:30:00Z 2026-11-01T07:30:00Z",
        "0 0 0-1 * * *|      2026-11-01T04:30:00Z | 2026-11-01T05:00:00Z 2026-11-01T06:00:00Z 2026-11-02T05:00:00Z",
        "0 */30 * * * *|     2026-11-01T05:00:00Z | 2026-11-01T05:30:00Z 2026-11-01T06:00:00Z 2026-11-01T06:30:00Z",
        "31 10-11 1 * * SUN| 2026-11-01T05:00:00Z | 2026-11-01T05:10:31Z 2026-11-01T05:11:31Z 2026-11-01T06:10:31Z",
      })
  void newYork(String expression, Instant after, String expected) {
    check("America/New_York", expression, after, expected);
  }

  // Midnight of 2023-04-28, a Friday, becomes 01:00 at 22:00Z; midnight ending 2023-10-26 becomes
  // 23:00 at 21:00Z.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 0 0 * * *|     2023-04-27T12:00:00Z | 2023-04-27T22:00:00Z 2023-04-28T21:00:00Z",
        "0 30 0 * * FRI|  2023-04-27T12:00:00Z | 2023-04-27T22:00:00Z 2023-05-04T21:30:00Z",
        "0 30 0 28 4 ?|   2023-04-27T12:00:00Z | 2023-04-27T22:00:00Z 2024-04-27T21:30:00Z",
        "0 0 * * * *|     2023-04-27T20:30:00Z | 2023-04-27T21:00:00Z 2023-04-27T22:00:00Z 2023-04-27T23:00:00Z",
        "0 30 23 * * *|   2023-10-26T12:00:00Z | 2023-10-26T20:30:00Z 2023-10-27T21:30:00Z",
        "0 0 0 * * *|     2023-10-26T12:00:00Z | 2023-10-26T22:00:00Z 2023-10-27T22:00:00Z",
        "0 30 * * * *|    2023-10-26T20:00:00Z | 2023-10-26T20:30:00Z 2023-10-26T21:30:00Z 2023-10-26T22:30:00Z",
      })
  void cairo(String expression, Instant after, String expected) {
    check("Africa/Cairo", expression, after, expected);
  }

  // Half an hour: 2026-10-04 02:00 becomes 02:30 at 15:30Z the day before; 2026-04-05 02:00 becomes
  // 01:30 at 15:00Z.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 15 2 * * *|   2026-10-03T12:00:00Z | 2026-10-03T15:30:00Z 2026-10-04T15:15:00Z",
        "0 30 2 * * *|   2026-10-03T12:00:00Z | 2026-10-03T15:30:00Z 2026-10-04T15:30:00Z",
        "0 */15 * * * *| 2026-10-03T15:10:00Z | 2026-10-03T15:15:00Z 2026-10-03T15:30:00Z 2026-10-03T15:45:00Z",
        "0 45 1 * * *|   2026-04-04T12:00:00Z | 2026-04-04T14:45:00Z 2026-04-05T15:15:00Z",
        "0 15 1 * * *|   2026-04-04T12:00:00Z | 2026-04-04T14:15:00Z 2026-04-05T14:45:00Z",
        "0 45 * * * *|   2026-04-04T14:00:00Z | 2026-04-04T14:45:00Z 2026-04-04T15:15:00Z 2026-04-04T16:15:00Z",
      })
  void lordHowe(String expression, Instant after, String expected) {
    check("Australia/Lord_Howe", expression, after, expected);
  }

  // 2011-12-30 was left out: 2011-12-29 ended at 10:00Z of the 30th, and the 31st began.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 0 10 * * *|  2011-12-29T12:00:00Z | 2011-12-29T20:00:00Z 2011-12-30T20:00:00Z",
        "0 0 0 * * *|   2011-12-29T12:00:00Z | 2011-12-30T10:00:00Z 2011-12-31T10:00:00Z",
        "0 0 0 30 12 *| 2011-06-01T00:00:00Z | 2012-12-29T10:00:00Z",
        "0 0 8 * * FRI| 2011-12-29T12:00:00Z | 2012-01-05T18:00:00Z",
        "0 0 * * * *|   2011-12-30T08:30:00Z | 2011-12-30T09:00:00Z 2011-12-30T10:00:00Z 2011-12-30T11:00:00Z",
      })
  void apia(String expression, Instant after, String expected) {
    check("Pacific/Apia", expression, after, expected);
  }

  // Back for Ramadan and forward after it: 2026-02-15 03:00 becomes 02:00, 2026-03-22 02:00 becomes
  // 03:00.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 30 2 * * *| 2026-02-14T12:00:00Z | 2026-02-15T01:30:00Z 2026-02-16T02:30:00Z",
        "0 30 2 * * *| 2026-03-21T12:00:00Z | 2026-03-22T02:00:00Z 2026-03-23T01:30:00Z",
        "0 30 * * * *| 2026-02-15T01:00:00Z | 2026-02-15T01:30:00Z 2026-02-15T02:30:00Z",
      })
  void casablanca(String expression, Instant after, String expected) {
    check("Africa/Casablanca", expression, after, expected);
  }

  // +05:45; at the end of 1985 +05:30, when midnight became 00:15.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 0 9 * * *|  2026-01-01T00:00:00Z | 2026-01-01T03:15:00Z 2026-01-02T03:15:00Z",
        "0 0 0 * * *|  1985-12-31T12:00:00Z | 1985-12-31T18:30:00Z 1986-01-01T18:15:00Z",
        "0 10 0 1 1 *| 1985-12-31T12:00:00Z | 1985-12-31T18:30:00Z 1986-12-31T18:25:00Z",
      })
  void kathmandu(String expression, Instant after, String expected) {
    check("Asia/Kathmandu", expression, after, expected);
  }

  // The gap of Nuuk crosses no midnight but its overlap ends at one: 2024-10-27 00:00 becomes
  // 23:00.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 30 23 * * *| 2024-03-30T12:00:00Z | 2024-03-31T01:00:00Z 2024-04-01T00:30:00Z",
        "0 30 23 * * *| 2024-10-26T12:00:00Z | 2024-10-27T00:30:00Z 2024-10-28T01:30:00Z",
        "0 0 0 * * *|   2024-10-26T12:00:00Z | 2024-10-27T02:00:00Z 2024-10-28T02:00:00Z",
      })
  void nuuk(String expression, Instant after, String expected) {
    check("America/Nuuk", expression, after, expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 30 2 * * *| 2026-03-08T00:00:00Z | 2026-03-08T02:30:00Z 2026-03-09T02:30:00Z",
        "0 0 0 29 2 *| 2096-03-01T00:00:00Z | 2104-02-29T00:00:00Z 2108-02-29T00:00:00Z",
      })
  void utc(String expression, Instant after, String expected) {
    check("UTC", expression, after, expected);
  }

  private static void check(String zone, String expression, Instant after, String expected) {
    Schedule schedule = Schedule.parse(expression, ZoneId.of(zone), Instant.EPOCH);
    Instant[] instants =
        Arrays.stream(expected.split(" ", -1)).map(Instant::parse).toArray(Instant[]::new);
    assertThat(
            Stream.iterate(after, at -> schedule.nextAfter(at).orElseThrow())
                .skip(1)
                .limit(instants.length))
        .containsExactly(instants);
  }
}
