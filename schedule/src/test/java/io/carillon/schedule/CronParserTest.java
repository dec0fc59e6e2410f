package io.carillon.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What plain expressions mean, in UTC. 2026-01-01 is a Thursday. */
class CronParserTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "31 10-15 1 * * MON-FRI | 31 10-15 1 * * MON-FRI",
        "30 2 * * *             | 0 30 2 * * *",
        "0 0 0 1 jan sun        | 0 0 0 1 JAN SUN",
        "*/5  *  *\t? * *       | */5 * * ? * *",
        "@yearly                | 0 0 0 1 1 *",
        "@annually              | 0 0 0 1 1 *",
        "@monthly               | 0 0 0 1 * *",
        "@weekly                | 0 0 0 * * 0",
        "@daily                 | 0 0 0 * * *",
        "@Midnight              | 0 0 0 * * *",
        "@hourly                | 0 0 * * * *",
        "@minutely              | 0 * * * * *",
        "@secondly              | * * * * * *",
      })
  void echoesSixFields(String expression, String normalForm) {
    assertThat(parse(expression).expression()).isEqualTo(normalForm);
    assertThat(parse("  " + expression + "  ")).isEqualTo(parse(normalForm));
    assertThat(parse(expression).isOneShot()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "10-50/20 0 0 * * *  | 00:00:10 00:00:30 00:00:50",
        "40/10 0 0 * * *     | 00:00:40 00:00:50",
        "*/25 0 0 * * *      | 00:00 00:00:25 00:00:50",
        "58-1 0 0 * * *      | 00:00 00:00:01 00:00:58 00:00:59",
        "0 0 22-2 * * *      | 00:00 01:00 02:00 22:00 23:00",
        "0 0 22-4/3 * * *    | 01:00 04:00 22:00",
        "0 0 1,3-5,20/2 * * * | 01:00 03:00 04:00 05:00 20:00 22:00",
        "0 0 12-12 * * *     | 12:00",
        "0 */60 */24 * * *   | 00:00",
      })
  void timesOfADay(String expression, String expected) {
    Instant day = Instant.parse("2026-01-02T00:00:00Z");
    List<LocalTime> times =
        following(expression, day.minusMillis(1))
            .takeWhile(at -> at.isBefore(day.plus(Duration.ofDays(1))))
            .map(at -> LocalTime.ofInstant(at, ZoneOffset.UTC))
            .toList();
    assertThat(times)
        .containsExactly(
            Stream.of(expected.split(" ", -1)).map(LocalTime::parse).toArray(LocalTime[]::new));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 0 0 * * 0           | 01-04 01-11",
        "0 0 0 * * 7           | 01-04 01-11",
        "0 0 0 * * 7-7         | 01-04 01-11",
        "0 0 0 * * SAT-7       | 01-03 01-04 01-10",
        "0 0 0 * * 7-1         | 01-04 01-05 01-11",
        "0 0 0 * * 0-7         | 01-02 01-03 01-04 01-05 01-06 01-07 01-08 01-09",
        "0 0 0 * * FRI-MON     | 01-02 01-03 01-04 01-05 01-09",
        "0 0 0 * * FRI-TUE/2   | 01-02 01-04 01-06 01-09",
        "0 0 0 * * mon-wed/2   | 01-05 01-07 01-12",
        "0 0 0 * * MON,5       | 01-02 01-05 01-09",
        "0 0 0 * * 5/2         | 01-02 01-09",
        "0 0 0 * * 7/2         | 01-03 01-04 01-06 01-08 01-10",
        "0 0 0 * * SAT-FRI     | 01-02 01-03 01-04 01-05 01-06 01-07 01-08 01-09",
        "0 0 0 28-2 * *        | 01-02 01-28 01-29 01-30 01-31 02-01 02-02 02-28 03-01",
        "0 0 0 31 * ?          | 01-31 03-31 05-31",
        "0 0 0 1 NOV-FEB *     | 02-01 11-01 12-01",
        "0 0 0 13 * FRI        | 01-02 01-09 01-13 01-16",
        "0 0 0 */10 * MON      | 01-05 01-11 01-12 01-19 01-21",
        "0 0 0 13 FEB FRI      | 02-06 02-13 02-20 02-27",
        "0 0 0 1-31 * FRI      | 01-02 01-03",
        "0 0 0 */1 * FRI       | 01-02 01-09",
      })
  void days(String expression, String expected) {
    MonthDay[] days =
        Stream.of(expected.split(" ", -1))
            .map(day -> MonthDay.parse("--" + day))
            .toArray(MonthDay[]::new);
    assertThat(
            following(expression, Instant.parse("2026-01-01T00:00:00Z"))
                .limit(days.length)
                .map(at -> MonthDay.from(at.atOffset(ZoneOffset.UTC))))
        .containsExactly(days);
  }

  /** The example that Carillon started from. */
  @Test
  void second31OfEveryMinuteFrom0110To0115OnWeekdays() {
    assertThat(
            following("31 10-15 1 * * MON-FRI", Instant.parse("2026-01-02T01:13:31Z"))
                .limit(4)
                .map(Instant::toString))
        .containsExactly(
            "2026-01-02T01:14:31Z",
            "2026-01-02T01:15:31Z",
            "2026-01-05T01:10:31Z",
            "2026-01-05T01:11:31Z");
  }

  @Test
  void isStrictlyAfterAndCutsToMilliseconds() {
    Schedule schedule = parse("* * * * * *");
    assertThat(schedule.nextAfter(999)).isEqualTo(1000);
    assertThat(schedule.nextAfter(1000)).isEqualTo(2000);
    assertThat(schedule.nextAfter(Instant.ofEpochSecond(1, 999_999)))
        .hasValue(Instant.ofEpochSecond(2));
  }

  private static Stream<Instant> following(String expression, Instant after) {
    Schedule schedule = parse(expression);
    return Stream.iterate(after, at -> schedule.nextAfter(at).orElseThrow()).skip(1);
  }

  private static Schedule parse(String expression) {
    return Schedule.parse(expression, ZoneOffset.UTC, Instant.EPOCH);
  }
}
