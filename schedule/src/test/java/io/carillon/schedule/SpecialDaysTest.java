package io.carillon.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** L, W, #, + and years, in UTC, from 2026 on. 2026-01-01 is a Thursday. */
class SpecialDaysTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 0 0 L * *            | 2026-01-31 2026-02-28 2026-03-31 2026-04-30",
        "0 0 0 L 2 *            | 2026-02-28 2027-02-28 2028-02-29",
        "0 0 0 L-1 * *          | 2026-01-30 2026-02-27 2026-03-30",
        "0 0 0 L-29 * *         | 2026-01-02 2026-03-02 2026-04-01 2026-05-02",
        "0 0 0 L-30 * *         | 2026-01-01 2026-03-01 2026-05-01",
        "0 0 0 L-28 2 *         | 2028-02-01 2032-02-01",
        "0 0 0 LW * *           | 2026-01-30 2026-02-27 2026-03-31 2026-04-30 2026-05-29",
        "0 0 0 1W * *           | 2026-01-01 2026-02-02 2026-03-02 2026-04-01 2026-05-01",
        "0 0 0 1W 8 *           | 2026-08-03 2027-08-02 2028-08-01",
        "0 0 0 15W * *          | 2026-01-15 2026-02-16 2026-03-16 2026-04-15 2026-05-15",
        "0 0 0 31W * *          | 2026-01-30 2026-03-31 2026-05-29 2026-07-31",
        "0 0 0 30W * *          | 2026-01-30 2026-03-30 2026-04-30 2026-05-29",
        "0 0 0 29W 2 *          | 2028-02-29 2032-02-27 2036-02-29",
        "0 0 0 1,15,L * *       | 2026-01-01 2026-01-15 2026-01-31 2026-02-01 2026-02-15 2026-02-28",
        "0 0 0 L,LW,L-2 1 *     | 2026-01-29 2026-01-30 2026-01-31 2027-01-29 2027-01-31",
        "0 0 0 1W,3W * *        | 2026-01-01 2026-01-02 2026-02-02 2026-02-03",
        "0 0 0 ? * FRIL         | 2026-01-30 2026-02-27 2026-03-27 2026-04-24",
        "0 0 0 ? * fri#l        | 2026-01-30 2026-02-27 2026-03-27 2026-04-24",
        "0 0 0 ? * 5L           | 2026-01-30 2026-02-27 2026-03-27 2026-04-24",
        "0 0 0 ? * 7L           | 2026-01-25 2026-02-22 2026-03-29",
        "0 0 0 ? * 0#1          | 2026-01-04 2026-02-01 2026-03-01",
        "0 0 0 ? * 7#1          | 2026-01-04 2026-02-01 2026-03-01",
        "0 0 0 ? * MON#1        | 2026-01-05 2026-02-02 2026-03-02",
        "0 0 0 ? * FRI#5        | 2026-01-30 2026-05-29 2026-07-31 2026-10-30",
        "0 0 0 ? * MON#1,FRI#L  | 2026-01-05 2026-01-30 2026-02-02 2026-02-27",
        "0 0 0 ? * MON#1,WED    | 2026-01-05 2026-01-07 2026-01-14 2026-01-21 2026-01-28 2026-02-02",
        "0 0 0 ? 2 MON#5        | 2044-02-29 2072-02-29 2112-02-29",
        "0 0 0 L * FRI#2        | 2026-01-09 2026-01-31 2026-02-13 2026-02-28",
        "0 0 0 L * +FRI         | 2026-07-31 2027-04-30",
        "0 0 0 13 * +FRI        | 2026-02-13 2026-03-13 2026-11-13 2027-08-13",
        "0 0 0 1-7 * +MON       | 2026-01-05 2026-02-02 2026-03-02",
        "0 0 0 LW * +FRI#L      | 2026-01-30 2026-02-27 2026-05-29",
        "0 0 0 LW * +MON#5      | 2026-08-31 2026-11-30 2027-05-31",
        "0 0 0 * * +FRI         | 2026-01-02 2026-01-09",
        "0 0 0 13 * +*          | 2026-01-13 2026-02-13",
        "0 0 0 1 1 * 2027       | 2027-01-01",
        "0 0 0 1 1 * *          | 2026-01-01 2027-01-01 2028-01-01",
        "0 0 0 1 1 ? 2030,2027-2028 | 2027-01-01 2028-01-01 2030-01-01",
        "0 0 0 1 1 ? 2026/50    | 2026-01-01 2076-01-01 2126-01-01 2176-01-01",
        "0 0 0 1 1 ? */100      | 2070-01-01 2170-01-01",
        "0 0 0 1 1 ? 1970-2199/229 | 2199-01-01",
        "0 0 0 29 2 ? 2097-2199 | 2104-02-29 2108-02-29",
        "0 0 0 31 12 ? 2199     | 2199-12-31",
      })
  void days(String expression, String expected) {
    Schedule schedule = Schedule.parse(expression, ScheduleContext.in(ZoneOffset.UTC));
    LocalDate[] days =
        Stream.of(expected.split(" ", -1)).map(LocalDate::parse).toArray(LocalDate[]::new);
    Instant first = days[0].atTime(LocalTime.MIDNIGHT).toInstant(ZoneOffset.UTC);
    assertThat(
            Stream.iterate(
                    schedule.nextAfter(Instant.parse("2025-12-31T23:59:59Z")).orElseThrow(),
                    at -> schedule.nextAfter(at).orElseThrow())
                .limit(days.length)
                .map(at -> LocalDate.ofInstant(at, ZoneOffset.UTC)))
        .containsExactly(days);
    assertThat(schedule.previousBefore(first).orElse(Instant.MIN))
        .isBefore(Instant.parse("2026-01-01T00:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 0 0 l-3 * ?           | 0 0 0 L-3 * ?",
        "0 0 1,15w,lw * *        | 0 0 0 1,15W,LW * *",
        "0 0 0 ? * fri#2,monL    | 0 0 0 ? * FRI#2,MONL",
        "0 0 0 1 * +mon          | 0 0 0 1 * +MON",
        "0 0 0 1 1 ? 2027-2030/2 | 0 0 0 1 1 ? 2027-2030/2",
        "0 0 0 1 1 * *           | 0 0 0 1 1 * *",
        "h h(0-5) * * *          | 0 H H(0-5) * * *",
        "H/5 H(1-9)/3 H H H H H(2030-2039) | H/5 H(1-9)/3 H H H H H(2030-2039)",
      })
  void areEchoedAsWritten(String expression, String normalForm) {
    ScheduleContext context = ScheduleContext.in(ZoneOffset.UTC).seededBy("job");
    Schedule schedule = Schedule.parse(expression, context);
    assertThat(schedule.expression()).isEqualTo(normalForm);
    assertThat(Schedule.parse(normalForm, context)).isEqualTo(schedule);
  }
}
