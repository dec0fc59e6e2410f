package io.carillon.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class CronCacheTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final ScheduleContext IN_BERLIN = ScheduleContext.in(BERLIN);

  @Test
  void jobsWithTheSameExpressionShareOneSchedule() {
    Schedule one = Schedule.parse("31 10-15 1 * * mon-fri", IN_BERLIN.seededBy("a"));
    Schedule other =
        Schedule.parse("31 10-15 1 * * MON-FRI", IN_BERLIN.seededBy("b").anchoredAt(Instant.EPOCH));

    assertThat(other).isSameAs(one);
  }

  @Test
  void anotherZoneOrRuleForGapsIsAnotherSchedule() {
    String expression = "0 30 2 29 3 ?";
    Instant before = Instant.parse("2026-03-01T00:00:00Z");
    Schedule berlin = Schedule.parse(expression, IN_BERLIN);
    Schedule utc = Schedule.parse(expression, ScheduleContext.in(ZoneId.of("UTC")));
    Schedule skipping = Schedule.parse(expression, IN_BERLIN.withDst(DstPolicy.SKIP));

    assertThat(berlin.nextAfter(before)).contains(Instant.parse("2026-03-29T01:00:00Z"));
    assertThat(utc.nextAfter(before)).contains(Instant.parse("2026-03-29T02:30:00Z"));
    assertThat(skipping.nextAfter(before)).contains(Instant.parse("2027-03-29T00:30:00Z"));
  }

  @Test
  void jobsThatAreSpreadHaveTheirOwn() {
    Schedule one = Schedule.parse("H H * * * *", IN_BERLIN.seededBy("a"));
    Schedule other = Schedule.parse("H H * * * *", IN_BERLIN.seededBy("b"));

    assertThat(one.nextAfter(0)).isNotEqualTo(other.nextAfter(0));
    assertThat(one.describe()).isNotEqualTo(other.describe());
  }

  @Test
  void moreExpressionsThanItHoldsAreRightAndBounded() {
    for (int i = 0; i < 2 * CronCache.ENTRIES_MAX; i++) {
      int second = i % 60;
      int minute = i / 60;
      String expression = "%d %d %d * * *".formatted(second, minute % 60, minute / 60);
      long expected = ((minute / 60 * 60L + minute % 60) * 60 + second) * 1_000;
      assertThat(Schedule.parse(expression, ScheduleContext.in(ZoneId.of("UTC"))).nextAfter(-1))
          .isEqualTo(expected);
    }
    assertThat(CronSchedule.CACHE.size()).isBetween(1, CronCache.ENTRIES_MAX);
  }
}
