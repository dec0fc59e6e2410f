package io.carillon.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Promises that hold in every zone that Java knows and every year from 1970 to 2199. */
class EveryZoneTest {
  private static final LocalDate FIRST = LocalDate.of(1970, 1, 3);
  private static final LocalDate END = LocalDate.of(2200, 1, 1);

  @ParameterizedTest
  @ValueSource(strings = {"00:00:00", "02:30:00", "23:59:59"})
  void aDailyJobFiresOnceOnEachLocalDayAroundAChange(LocalTime time) {
    for (ZoneId zone : zones()) {
      Schedule daily = daily(time, zone);
      ZoneOffsetTransition change = nextChange(zone, FIRST.atStartOfDay(zone).toInstant());
      while (change != null) {
        LocalDate last = change.getDateTimeAfter().toLocalDate().plusDays(2);
        LocalDate date = change.getDateTimeBefore().toLocalDate().minusDays(3);
        long at = Judge.once(zone, date.atTime(time)) * 1000;
        for (date = date.plusDays(1); date.isBefore(last); date = date.plusDays(1)) {
          if (exists(date, zone)) {
            at = daily.nextAfter(at);
            assertThat(at / 1000)
                .as("%s on %s in %s", time, date, zone)
                .isEqualTo(Judge.once(zone, date.atTime(time)));
          }
        }
        change = nextChange(zone, change.getInstant());
      }
    }
  }

  @Test
  void aDailyJobFiresAsOftenAsThereAreLocalDays() {
    LocalTime time = LocalTime.of(1, 30);
    for (ZoneId zone : zones()) {
      Schedule daily = daily(time, zone);
      long expected = FIRST.datesUntil(END).filter(date -> exists(date, zone)).count();
      long fired = 0;
      long at = daily.nextAfter(Judge.once(zone, FIRST.atTime(time)) * 1000 - 1);
      while (at != Schedule.NEVER) {
        fired++;
        at = daily.nextAfter(at);
      }
      assertThat(fired).as("days in %s", zone).isEqualTo(expected);
    }
  }

  @Test
  void everySecondLeavesNoHoleAndDoublesNone() {
    for (ZoneId zone : zones()) {
      Schedule secondly = Schedule.parse("* * * * * *", zone, Instant.EPOCH);
      ZoneOffsetTransition change = nextChange(zone, Instant.EPOCH);
      while (change != null) {
        long jump = change.toEpochSecond();
        long shift = Math.abs(change.getDuration().toSeconds());
        for (long at : new long[] {jump - shift, jump, jump + shift}) {
          for (long second = at - 3; second <= at + 3; second++) {
            assertThat(secondly.nextAfter(second * 1000))
                .as("after %s in %s", second, zone)
                .isEqualTo((second + 1) * 1000);
          }
        }
        change = nextChange(zone, change.getInstant());
      }
    }
  }

  /** One zone for each distinct set of rules. */
  private static Collection<ZoneId> zones() {
    Map<ZoneRules, ZoneId> zones = new HashMap<>();
    for (String id : ZoneId.getAvailableZoneIds()) {
      ZoneId zone = ZoneId.of(id);
      zones.put(zone.getRules(), zone);
    }
    return zones.values();
  }

  private static Schedule daily(LocalTime time, ZoneId zone) {
    String expression =
        String.format("%d %d %d * * *", time.getSecond(), time.getMinute(), time.getHour());
    return Schedule.parse(expression, zone, Instant.EPOCH);
  }

  private static boolean exists(LocalDate date, ZoneId zone) {
    return date.atStartOfDay(zone).toLocalDate().equals(date);
  }

  private static @Nullable ZoneOffsetTransition nextChange(ZoneId zone, Instant after) {
    ZoneOffsetTransition change = zone.getRules().nextTransition(after);
    return change != null && change.getDateTimeAfter().getYear() < 2199 ? change : null;
  }
}
