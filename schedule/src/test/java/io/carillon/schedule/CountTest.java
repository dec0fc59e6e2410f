package io.carillon.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountTest {
  private static final Instant ANCHOR = Instant.parse("2026-01-01T00:00:00Z");

  // New York: 2026-03-08 has 23 hours, 2026-11-01 has 25.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "* * * * * *      | 2026-03-08T05:00:00Z | 2026-03-09T04:00:00Z | 82800",
        "* * * * * *      | 2026-11-01T04:00:00Z | 2026-11-02T05:00:00Z | 90000",
        "* * * * * *      | 2026-01-01T05:00:00Z | 2027-01-01T05:00:00Z | 31536000",
        "0 30 * * * *     | 2026-11-01T04:00:00Z | 2026-11-02T05:00:00Z | 25",
        "0 30 2 * * *     | 2026-03-08T05:00:00Z | 2026-03-09T04:00:00Z | 1",
        "0 30 2 * * *     | 2026-03-08T07:00:00Z | 2026-03-08T07:00:01Z | 1",
        "0 30 2 * * *     | 2026-03-08T07:00:01Z | 2026-03-09T04:00:00Z | 0",
        "0 0,30 2,3 * * * | 2026-03-08T05:00:00Z | 2026-03-09T04:00:00Z | 2",
        "0 30 1 * * *     | 2026-11-01T04:00:00Z | 2026-11-02T05:00:00Z | 1",
        "0 0 0 29 2 *     | 1970-01-01T00:00:00Z | 2200-01-01T00:00:00Z | 56",
        "0 0 9 L * *      | 2026-01-01T00:00:00Z | 2027-01-01T00:00:00Z | 12",
        "0 0 9 ? * FRI#5  | 2026-01-01T00:00:00Z | 2027-01-01T00:00:00Z | 4",
        "31 10-15 1 * * MON-FRI | 2026-01-05T06:10:31Z | 2026-01-05T06:15:31Z | 5",
        "31 10-15 1 * * MON-FRI | 2026-01-05T06:10:31.001Z | 2026-01-05T06:15:31.001Z | 5",
        "@every 90s       | 2026-01-01T00:00:00Z | 2026-01-01T00:03:00Z | 1",
        "@every 90s       | 2026-01-01T00:01:30Z | 2026-01-01T00:03:00.001Z | 2",
        "@every 1s        | 1970-01-01T00:00:00Z | 2026-01-01T00:00:01Z | 0",
        "@at 2026-01-01T00:00:00Z | 2026-01-01T00:00:00Z | 2026-01-01T00:00:00.001Z | 1",
        "@at 2026-01-01T00:00:00Z | 2025-01-01T00:00:00Z | 2026-01-01T00:00:00Z | 0",
      })
  void occurrencesFromOneInstantToBeforeAnother(
      String expression, Instant from, Instant to, long expected) {
    assertThat(parse(expression).count(from.toEpochMilli(), to.toEpochMilli())).isEqualTo(expected);
  }

  @Test
  void nothingLiesInAnEmptySpanNorBeyondTheEnds() {
    for (String expression : new String[] {"* * * * * *", "0 0 9 * * *", "@every 1s"}) {
      Schedule schedule = parse(expression);
      assertThat(schedule.count(5_000, 5_000)).isZero();
      assertThat(schedule.count(9_000_000_000_000L, 5_000)).isZero();
      assertThat(schedule.count(Long.MIN_VALUE, 0)).isZero();
      assertThat(schedule.count(EpochMs.END + 86_400_000, Long.MAX_VALUE)).isZero();
      assertThat(schedule.count(Long.MIN_VALUE, Long.MAX_VALUE)).isPositive();
    }
  }

  @Property(seed = "20260101", tries = 500)
  void countsOfIntervalsAddUp(
      @ForAll @LongRange(min = 1_000, max = 31_622_400_000L) long intervalMs,
      @ForAll @LongRange(min = 0, max = 7_000_000_000_000L) long from) {
    Schedule schedule = parse("@every " + intervalMs + "ms");
    long third = schedule.nextAfter(schedule.nextAfter(schedule.nextAfter(from)));
    assertThat(schedule.count(from + 1, third)).isEqualTo(2);
    assertThat(schedule.count(from + 1, third + 1)).isEqualTo(3);
  }

  /** Some 100 microseconds each; visiting 7 billion occurrences would take minutes. */
  @Test
  void countingCenturiesIsShort() {
    long startNanos = System.nanoTime();
    for (int i = 0; i < 1_000; i++) {
      assertThat(parse("* * * * * *").count(i, EpochMs.END)).isGreaterThan(7_000_000_000L);
      assertThat(parse("0 0 9 ? * FRIL").count(i, EpochMs.END)).isEqualTo(230 * 12);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - startNanos)).isLessThan(Duration.ofSeconds(10));
  }

  private static Schedule parse(String expression) {
    return Schedule.parse(expression, ZoneId.of("America/New_York"), ANCHOR);
  }
}
