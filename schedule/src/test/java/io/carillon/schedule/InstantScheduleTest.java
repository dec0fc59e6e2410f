package io.carillon.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstantScheduleTest {

  @ParameterizedTest
  @CsvSource({
    "@at 2027-01-01T09:00:00+01:00,       @at 2027-01-01T09:00:00+01:00, 2027-01-01T08:00:00Z",
    "@at 2027-01-01T09:00:00Z,            @at 2027-01-01T09:00:00Z,      2027-01-01T09:00:00Z",
    "@At 2027-01-01t09:00z,               @at 2027-01-01T09:00:00Z,      2027-01-01T09:00:00Z",
    "@at 2027-01-01T09:00:00.25-0930,     @at 2027-01-01T09:00:00.25-09:30, 2027-01-01T18:30:00.250Z",
    "@at 2027-01-01T09:00:00.123456+05,   @at 2027-01-01T09:00:00.123+05:00, 2027-01-01T04:00:00.123Z",
    "@at 2027-01-01T09:00:00+00:00,       @at 2027-01-01T09:00:00Z,      2027-01-01T09:00:00Z",
    "@at 2199-12-31T23:59:59.999Z,        @at 2199-12-31T23:59:59.999Z,  2199-12-31T23:59:59.999Z",
  })
  void readsAnyIsoDateTimeWithOffset(String expression, String normalForm, Instant at) {
    assertThat(parse(expression).nextAfter(Instant.EPOCH)).hasValue(at);
    assertThat(parse(expression).expression()).isEqualTo(normalForm);
    assertThat(parse(normalForm)).isEqualTo(parse(expression));
  }

  @Test
  void occursOnce() {
    Schedule schedule = parse("@at 2027-01-01T09:00:00Z");
    Instant at = Instant.parse("2027-01-01T09:00:00Z");
    assertThat(schedule.isOneShot()).isTrue();
    assertThat(schedule.nextAfter(at.minusMillis(1))).hasValue(at);
    assertThat(schedule.nextAfter(at)).isEmpty();
    assertThat(schedule.nextAfter(Instant.MAX)).isEmpty();
    assertThat(schedule.nextAfter(Instant.MIN)).hasValue(at);
  }

  private static Schedule parse(String expression) {
    return Schedule.parse(expression, ZoneOffset.UTC, Instant.EPOCH);
  }
}
