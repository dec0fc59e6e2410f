package io.carillon.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpreadTest {
  private static final Instant NEW_YEAR = Instant.parse("2026-01-01T00:00:00Z");

  /** These times are promised for ever: a change here moves the jobs of every installation. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "job-1 | H H H H H ?            | 2026-02-14T20:34:30Z 2027-02-14T20:34:30Z",
        "job-2 | H H H H H ?            | 2026-02-12T01:55:51Z",
        "Müller | H H H H H ?           | 2026-08-24T23:37:52Z",
        "''    | H H H H H ?            | 2026-06-19T11:22:48Z",
        "job-1 | 0 0 0 ? * H            | 2026-01-02T00:00:00Z 2026-01-09T00:00:00Z",
        "job-1 | 0 H/15 * * * *         | 2026-01-01T00:04:00Z 2026-01-01T00:19:00Z",
        "job-1 | 0 H(0-29)/10 * * * *   | 2026-01-01T00:04:00Z 2026-01-01T00:14:00Z 2026-01-01T00:24:00Z 2026-01-01T01:04:00Z",
        "job-1 | 0 H(0-9) H(22-2) * * * | 2026-01-01T02:04:00Z 2026-01-02T02:04:00Z",
        "job-1 | 0 H(0-29),H(30-59) 0 * * * | 2026-01-01T00:04:00Z 2026-01-01T00:34:00Z 2026-01-02T00:04:00Z",
        "job-1 | 0 0 0 ? * H(MON-FRI)   | 2026-01-05T00:00:00Z 2026-01-12T00:00:00Z",
        "job-1 | 0 0 0 H/7 1 ?          | 2026-01-07T00:00:00Z 2026-01-14T00:00:00Z 2026-01-21T00:00:00Z 2026-01-28T00:00:00Z 2027-01-07T00:00:00Z",
        "job-1 | 0 0 0 1 1 ? H(2030-2039) | 2032-01-01T00:00:00Z",
        "job-1 | 0 0 0 1 1 ? H/10       | 2032-01-01T00:00:00Z 2042-01-01T00:00:00Z",
      })
  void theSameSeedGivesTheSameTimesForEver(String seed, String expression, String expected) {
    Schedule schedule = parse(expression, seed);
    String found =
        Stream.iterate(
                schedule.nextAfter(NEW_YEAR).orElseThrow(),
                at -> schedule.nextAfter(at).orElseThrow())
            .limit(expected.split(" ", -1).length)
            .map(Instant::toString)
            .reduce((a, b) -> a + " " + b)
            .orElseThrow();
    assertThat(found).isEqualTo(expected);
  }

  @Test
  void everyValueIsTakenAndNoneMuchMoreOften() {
    Integer[] jobs = new Integer[60];
    Arrays.fill(jobs, 0);
    for (int i = 0; i < 60_000; i++) {
      jobs[local("0 H * * * *", "job-" + i).getMinute()]++;
    }
    assertThat(jobs).allMatch(count -> count > 850 && count < 1_150);
  }

  @Test
  void fieldsAreSpreadApartFromEachOther() {
    Set<LocalDateTime> times = new HashSet<>();
    IntStream.range(0, 1_000).forEach(i -> times.add(local("H H H * * *", "job-" + i)));
    assertThat(times).hasSizeGreaterThan(980);
  }

  @Test
  void everyMonthHasTheDayThatHStandsFor() {
    for (int i = 0; i < 200; i++) {
      Schedule monthly = parse("0 0 0 H * *", "job-" + i);
      assertThat(monthly.count(NEW_YEAR.toEpochMilli(), EpochMs.END)).isEqualTo(174 * 12);
    }
  }

  @Test
  void aRangeIsKeptTo() {
    for (int i = 0; i < 500; i++) {
      LocalDateTime time = local("H(50-9) H(5-5) H(9-17)/8 * * *", "job-" + i);
      assertThat(time.getSecond()).matches(second -> second >= 50 || second <= 9);
      assertThat(time.getMinute()).isEqualTo(5);
      assertThat(time.getHour()).isBetween(9, 17);
    }
  }

  /** What a seed draws must not decide whether a stored job can be read. */
  @Test
  void aSeedThatDrawsNoDayLeavesNoOccurrence() {
    Set<Boolean> fires = new HashSet<>();
    for (int i = 0; i < 50; i++) {
      Schedule schedule = parse("0 0 0 H(29-31) 2 ?", "job-" + i);
      fires.add(schedule.nextAfter(NEW_YEAR).isPresent());
    }
    assertThat(fires).containsExactlyInAnyOrder(true, false);
  }

  private static LocalDateTime local(String expression, String seed) {
    return LocalDateTime.ofInstant(
        parse(expression, seed).nextAfter(NEW_YEAR).orElseThrow(), ZoneOffset.UTC);
  }

  private static Schedule parse(String expression, String seed) {
    return Schedule.parse(expression, ScheduleContext.in(ZoneOffset.UTC).seededBy(seed));
  }
}
