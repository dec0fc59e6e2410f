package io.carillon.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntervalScheduleTest {
  private static final Instant ANCHOR = Instant.parse("2026-03-08T06:30:00.250Z");

  @ParameterizedTest
  @CsvSource({
    "@every 90s,        @every 90s",
    "@every 1m30s,      @every 90s",
    "@EVERY PT90S,      @every 90s",
    "@every pt1m30s,    @every 90s",
    "@every 60s,        @every 1m",
    "@every 1h30m,      @every 90m",
    "@every 1.5h,       @every 90m",
    "@every P1D,        @every 24h",
    "@every P1DT0.5S,   @every 86400500ms",
    "@every 1500ms,     @every 1500ms",
    "@every 1.5s,       @every 1500ms",
    "@every 1000000us,  @every 1s",
    "@every 1s,         @every 1s",
    "@every 8784h,      @every 8784h",
  })
  void echoesTheLargestSingleUnit(String expression, String normalForm) {
    assertThat(parse(expression).expression()).isEqualTo(normalForm);
    assertThat(parse(normalForm)).isEqualTo(parse(expression));
    assertThat(parse(expression).isOneShot()).isFalse();
  }

  @Test
  void firstFiresOneIntervalAfterTheAnchor() {
    Schedule hourly = parse("@every 1h");
    Instant first = ANCHOR.plusSeconds(3600);
    assertThat(hourly.nextAfter(Instant.EPOCH)).hasValue(first);
    assertThat(hourly.nextAfter(Instant.MIN)).hasValue(first);
    assertThat(hourly.nextAfter(ANCHOR)).hasValue(first);
    assertThat(hourly.nextAfter(first.minusMillis(1))).hasValue(first);
    assertThat(hourly.nextAfter(first)).hasValue(first.plusSeconds(3600));
  }

  @Test
  void endsWithTheYear2199() {
    Schedule yearly = parse("@every 8784h");
    assertThat(yearly.nextAfter(Instant.parse("2199-12-31T00:00:00Z"))).isEmpty();
    assertThat(yearly.nextAfter(Instant.MAX)).isEmpty();
    assertThat(yearly.nextAfter(Long.MAX_VALUE)).isEqualTo(Schedule.NEVER);
  }

  @Test
  void anAnchorOutOfRangeIsRefused() {
    assertThatThrownBy(
            () ->
                Schedule.parse(
                    "@every 1s", ZoneId.of("UTC"), Instant.parse("2200-01-01T00:00:00Z")))
        .isInstanceOf(InvalidScheduleException.class)
        .hasMessageContaining("the anchor 2200-01-01T00:00:00Z is out of range");
    assertThatThrownBy(() -> Schedule.parse("@every 1s", ZoneId.of("UTC"), Instant.MIN))
        .isInstanceOf(InvalidScheduleException.class);
  }

  @Property(seed = "20260101")
  void occurrencesAreWholeIntervalsFromTheAnchor(
      @ForAll @LongRange(min = 1_000, max = 31_622_400_000L) long intervalMs,
      @ForAll @LongRange(min = 0, max = 7_000_000_000_000L) long after) {
    Schedule schedule = parse("@every " + intervalMs + "ms");
    long next = schedule.nextAfter(after);
    long sinceAnchor = next - ANCHOR.toEpochMilli();
    assertThat(sinceAnchor).isPositive();
    assertThat(sinceAnchor % intervalMs).isZero();
    assertThat(next).isGreaterThan(after);
    assertThat(next - intervalMs).isLessThanOrEqualTo(Math.max(after, ANCHOR.toEpochMilli()));
  }

  private static Schedule parse(String expression) {
    return Schedule.parse(expression, ZoneId.of("America/New_York"), ANCHOR);
  }
}
